import type { ItemRole } from '@ringback/shared/providers/conversation/port.ts';

/** One thing that was said, or has its place in the conversation. */
export type Entry = {
  id: string;
  role: ItemRole;
  at: string;
  text: string;
  textDone: boolean;
  /** More may be to be written of it. */
  isOpen: boolean;
  seq: number | null;
  written: string | null;
};

/** Who spoke after whom, and the number that each turn gets: in that order, and for good. */
export function createConversationOrder(firstSeq: number) {
  const order: Entry[] = [];
  const known = new Map<string, Entry>();
  let nextSeq = firstSeq;

  return {
    all: (): readonly Entry[] => order,
    nextSeq: () => nextSeq,

    /** A new one comes last. */
    of(id: string, role: ItemRole, at: Date): Entry {
      const found = known.get(id);
      if (found) {
        if (found.role === 'other') found.role = role;
        return found;
      }
      const text = { text: '', textDone: false, isOpen: true };
      const entry: Entry = { id, role, at: at.toISOString(), ...text, seq: null, written: null };
      known.set(id, entry);
      order.push(entry);
      return entry;
    },

    /** Behind another one, if that is known. Once a turn has its number its place is settled. */
    placeBehind(entry: Entry, previousId: string | null) {
      const previous = previousId === null ? undefined : known.get(previousId);
      if (!previous || previous === entry || entry.seq !== null) return;
      order.splice(order.indexOf(entry), 1);
      order.splice(order.indexOf(previous) + 1, 0, entry);
    },

    /** A turn gets its number when it is first written, and everything before it gets its own first. */
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
