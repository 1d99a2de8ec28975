import type { OpenedSession } from '@ringback/shared/db/calls/media-sessions.ts';
import { type OptOutScope, plainScope } from '@ringback/shared/domain/opt-out/scope.ts';
import { spokenOptOut } from '@ringback/shared/domain/opt-out/spoken-opt-out.ts';
import type { DurableWriter } from '../record/durable-writer.ts';

const MOST_CHARACTERS = 500;

/**
 * A lead's opt-out on this call: recorded once, however often and wherever it is noticed. One that
 * closes a single channel is widened when the lead refuses more.
 */
export function createRefusal(writer: Pick<DurableWriter, 'optOut'>, call: OpenedSession['call']) {
  let recorded: Promise<boolean> | null = null;
  let closed: OptOutScope | null = null;
  let owesApology = false;

  const isClosed = (scope: OptOutScope) => closed === 'all' || closed === scope;

  const put = (source: 'spoken' | 'keypad', words: string, scope: OptOutScope) => {
    owesApology = false;
    if (recorded && isClosed(scope)) return recorded;
    // One channel after the other closes both.
    closed = closed === null ? scope : 'all';
    const before = recorded;
    const writing = writer.optOut({
      phone: call.lead_phone,
      source,
      words: words.slice(0, MOST_CHARACTERS),
      callId: call.id,
      scope: closed,
    });
    recorded = before ? Promise.all([before, writing]).then((all) => all.every(Boolean)) : writing;
    return recorded;
  };

  return {
    record: (source: 'spoken' | 'keypad', words: string) => put(source, words, plainScope(words)),

    /**
     * The model may miss an opt-out, or be talked out of it, so the words themselves are searched.
     * True if the call has to end: a lead that only refuses texts stays on the call.
     */
    noticedIn(text: string): boolean {
      const found = spokenOptOut(text);
      const scope = plainScope(text);
      if ((scope === 'all' && !found.optOut) || isClosed(scope)) return false;
      void put('spoken', scope === 'all' && found.optOut ? found.words : text, scope);
      if (scope === 'sms') return false;
      owesApology = true;
      return true;
    },

    /** True once, if the model has not been asked yet to apologise. */
    takeApology(): boolean {
      const owed = owesApology;
      owesApology = false;
      return owed;
    },

    /** Resolves when an opt-out is recorded, or on disk. */
    settled: async () => void (await recorded),
  };
}
