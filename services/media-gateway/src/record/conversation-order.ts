import type { ItemRole } from '@ringback/shared/providers/conversation/port.ts';

/** One item of the conversation; its words may come later than its place. */
export type Entry = {
  id: string;
  role: ItemRole;
  at: string;
  text: string;
  textDone: boolean;
  /** It may still have to be written. */
  isOpen: boolean;
  seq: number | null;
  written: string | null;
  /** How long the lead waited for it, in milliseconds. Null: it answers nothing that was said. */
  replyMs: number | null;
};

const NEW = { seq: null, written: null, replyMs: null };

/** The order of the conversation, and the sequence number of each turn, which never changes. */
export function createConversationOrder(firstSeq: number) {
  const order: Entry[] = [];
  const known = new Map<string, Entry>();
  let nextSeq = firstSeq;

  return {
    all: (): readonly Entry[] => order,
    nextSeq: () => nextSeq,

    /** Finds an entry, or adds it at the end. */
    of(id: string, role: ItemRole, at: Date): Entry {
      const found = known.get(id);
      if (found) {
        if (found.role === 'other') found.role = role;
        return found;
      }
      const text = { text: '', textDone: false, isOpen: true };
      const entry: Entry = { id, role, at: at.toISOString(), ...text, ...NEW };
      known.set(id, entry);
      order.push(entry);
      return entry;
    },

    /** Moves an entry behind another one, if that is known. A turn with a number keeps its place. */
    placeBehind(entry: Entry, previousId: string | null) {
      const previous = previousId === null ? undefined : known.get(previousId);
      if (!previous || previous === entry || entry.seq !== null) return;
      order.splice(order.indexOf(entry), 1);
      order.splice(order.indexOf(previous) + 1, 0, entry);
    },

    /** Numbers all entries up to this one, so that numbers follow the order of the conversation. */
    number(upTo: Entry): number {
      for (const entry of order) {
        if (entry.role !== 'other' && entry.seq === null) {
          entry.seq = nextSeq;
          nextSeq += 1;
        }
        if (entry === upTo) break;
      }
      return upTo.seq ?? nextSeq;
    },
  };
}
