import type { OpenedSession } from '@ringback/shared/db/media-sessions.ts';
import { spokenOptOut } from '@ringback/shared/domain/opt-out.ts';
import type { DurableWriter } from './durable-writer.ts';

const MOST_CHARACTERS = 500;

/** A lead's refusal on this call: put on record once, however often and by whom it is noticed. */
export function createRefusal(writer: Pick<DurableWriter, 'optOut'>, call: OpenedSession['call']) {
  let recorded: Promise<boolean> | null = null;
  let owesApology = false;

  const record = (source: 'spoken' | 'keypad', words: string) => {
    owesApology = false;
    recorded ??= writer.optOut({
      phone: call.lead_phone,
      source,
      words: words.slice(0, MOST_CHARACTERS),
      callId: call.id,
    });
    return recorded;
  };

  return {
    record,

    /** The model may miss a refusal, or be talked out of it; the words themselves may not be missed. */
    noticedIn(text: string): boolean {
      const found = spokenOptOut(text);
      if (!found.optOut || recorded) return false;
      void record('spoken', found.words);
      owesApology = true;
      return true;
    },

    /** True once, if nobody has told the model yet that there is something to apologise for. */
    takeApology(): boolean {
      const owed = owesApology;
      owesApology = false;
      return owed;
    },

    /** Resolves when a refusal is on record, or on disk. */
    settled: async () => void (await recorded),
  };
}
