import type { NewTurn } from '@ringback/shared/db/calls/transcripts.ts';
import type { ItemRole } from '@ringback/shared/providers/conversation/port.ts';
import { heardText } from '../audio/heard.ts';
import type { Heard } from '../audio/turn-taking.ts';

type Entry = {
  id: string;
  role: ItemRole;
  at: string;
  text: string;
  textDone: boolean;
  seq: number | null;
  written: string | null;
};

export type ConversationLog = ReturnType<typeof createConversationLog>;

/**
 * The conversation in the order in which it was held. News comes in another order: the words of a
 * lead's turn may arrive after the reply to it. A turn gets its number when it is first written,
 * and everything before it gets its number first.
 */
export function createConversationLog(firstSeq: number) {
  const order: Entry[] = [];
  const open = new Map<string, Entry>();
  const known = new Map<string, Entry>();
  let nextSeq = firstSeq;

  const entryOf = (id: string, role: ItemRole, at: Date): Entry => {
    const found = known.get(id);
    if (found) {
      if (found.role === 'other') found.role = role;
      return found;
    }
    const entry: Entry = {
      id,
      role,
      at: at.toISOString(),
      text: '',
      textDone: false,
      seq: null,
      written: null,
    };
    known.set(id, entry);
    open.set(id, entry);
    order.push(entry);
    return entry;
  };

  const number = (upTo: Entry) => {
    for (const entry of order) {
      if (entry.role !== 'other' && entry.seq === null) {
        entry.seq = nextSeq;
        nextSeq += 1;
      }
      if (entry === upTo) break;
    }
    return upTo.seq ?? nextSeq;
  };

  const turnOf = (entry: Entry, heard: Heard | null): Omit<NewTurn, 'seq'> | null => {
    const { role, at } = entry;
    if (role === 'other') return null;
    const whole = entry.text.trim();
    if (role === 'user') return whole ? { role, content: whole, heard: true, at } : null;
    if (!heard) return null;
    const content = heardText(entry.text, heard.heardMs, heard.audioMs);
    if (!content) return null;
    return content === whole
      ? { role, content, heard: true, at }
      : { role, content, heard: false, generated: whole, at };
  };

  return {
    place(id: string, role: ItemRole, previousId: string | null, at: Date) {
      const entry = entryOf(id, role, at);
      const previous = previousId === null ? undefined : known.get(previousId);
      // Once a turn has its number its place is settled.
      if (!previous || previous === entry || entry.seq !== null) return;
      order.splice(order.indexOf(entry), 1);
      order.splice(order.indexOf(previous) + 1, 0, entry);
    },

    say(id: string, role: 'user' | 'assistant', text: string, done: boolean, at: Date) {
      const entry = entryOf(id, role, at);
      if (entry.textDone && !done) return;
      entry.text = text;
      entry.textDone = done;
      open.set(id, entry);
    },

    /** Turns that are new or have changed. A reply is due when its playing has settled. */
    due(heardOf: (id: string) => Heard | null, over: boolean): NewTurn[] {
      const turns: NewTurn[] = [];
      // In the order of the conversation, so that numbers are given in it.
      for (const entry of order) {
        if (!open.has(entry.id)) continue;
        const heard = entry.role === 'assistant' ? heardOf(entry.id) : null;
        if (entry.role === 'assistant' && !over && !heard?.settled) continue;
        if (entry.textDone && !heard?.growing) open.delete(entry.id);
        const turn = turnOf(entry, heard);
        const content = turn && `${turn.heard} ${turn.content}`;
        if (!turn || content === entry.written) continue;
        entry.written = content;
        turns.push({ seq: number(entry), ...turn });
      }
      return turns;
    },

    /** Everything said so far, for a model that has to take over. */
    turns: (heardOf: (id: string) => Heard | null) =>
      order.flatMap((entry) => {
        const turn = turnOf(entry, entry.role === 'assistant' ? heardOf(entry.id) : null);
        return turn ? [{ role: turn.role, content: turn.content }] : [];
      }),

    /** What was said, by whom, with an empty text where the lead's words have not arrived. */
    spoken: () =>
      order.flatMap(({ role, text }) => {
        if (role === 'other' || (role === 'assistant' && text.trim() === '')) return [];
        return [
          { who: role === 'user' ? ('lead' as const) : ('agent' as const), text: text.trim() },
        ];
      }),

    /** The same with their numbers. Words that are still to come have theirs as well. */
    handover(heardOf: (id: string) => Heard | null) {
      const last = order.at(-1);
      if (last) number(last);
      const turns = order.flatMap((entry) => {
        const turn = turnOf(entry, entry.role === 'assistant' ? heardOf(entry.id) : null);
        return turn && entry.seq !== null
          ? [{ seq: entry.seq, role: turn.role, content: turn.content }]
          : [];
      });
      return { turns, firstSeq: nextSeq };
    },

    /** Whether the lead has said something whose words have not arrived. */
    isWaitingForWords: () => order.some(({ role, textDone }) => role === 'user' && !textDone),

    /** Whoever was writing the words down is gone: what has not come will not come. */
    close() {
      for (const entry of order) entry.textDone = true;
    },
  };
}
