import type { NewTurn } from '@ringback/shared/db/calls/transcripts.ts';
import type { ItemRole } from '@ringback/shared/providers/conversation/port.ts';
import type { Heard } from '../audio/turn-taking.ts';
import { createConversationOrder, type Entry } from './conversation-order.ts';
import { turnOf } from './turn-of.ts';

type HeardOf = (id: string) => Heard | null;

export type ConversationLog = ReturnType<typeof createConversationLog>;

/**
 * The conversation in the order in which it was held. Events arrive in another order: the words of a
 * lead's turn may arrive after the reply to it.
 */
export function createConversationLog(firstSeq: number) {
  const order = createConversationOrder(firstSeq);

  return {
    place(id: string, role: ItemRole, previousId: string | null, at: Date) {
      order.placeBehind(order.of(id, role, at), previousId);
    },

    say(id: string, role: 'user' | 'assistant', text: string, done: boolean, at: Date) {
      const entry = order.of(id, role, at);
      if (entry.textDone && !done) return;
      entry.text = text;
      entry.textDone = done;
      entry.isOpen = true;
    },

    /** Turns that are new or have changed. A reply is due when its playing has settled. */
    due(heardOf: HeardOf, over: boolean): NewTurn[] {
      const turns: NewTurn[] = [];
      // In the order of the conversation, so that numbers are given in it.
      for (const entry of order.all()) {
        if (!entry.isOpen) continue;
        const heard = heardOfEntry(entry, heardOf);
        if (entry.role === 'assistant' && !over && !heard?.settled) continue;
        // Words that are still being understood are no turn yet.
        if (entry.role === 'user' && !over && !entry.textDone) continue;
        if (entry.textDone && !heard?.growing) entry.isOpen = false;
        const turn = turnOf(entry, heard);
        const content = turn && `${turn.heard} ${turn.content}`;
        if (!turn || content === entry.written) continue;
        entry.written = content;
        turns.push({ seq: order.number(entry), ...turn });
      }
      return turns;
    },

    /** The first audio of a reply goes out: how long the lead waited for it. */
    replied(id: string, ms: number, at: Date) {
      order.of(id, 'assistant', at).replyMs = Math.round(ms);
    },

    /** The turn that is not written yet, as far as it was heard or understood. */
    beingSaid(heardOf: HeardOf) {
      const last = order.all().findLast(({ role }) => role !== 'other');
      if (!last?.isOpen) return null;
      const turn = turnOf(last, heardOfEntry(last, heardOf));
      return turn && (turn.role === 'user' || turn.role === 'assistant')
        ? { role: turn.role, text: turn.content }
        : null;
    },

    /** All turns so far, for a model that takes over. */
    turns: (heardOf: HeardOf) =>
      order.all().flatMap((entry) => {
        const turn = turnOf(entry, heardOfEntry(entry, heardOf));
        return turn ? [{ role: turn.role, content: turn.content }] : [];
      }),

    /** Who said what, with an empty text where the lead's words have not arrived. */
    spoken: () => order.all().flatMap(spokenTurn),

    /** The same with sequence numbers. Words that are still to come have theirs as well. */
    handover(heardOf: HeardOf) {
      const last = order.all().at(-1);
      if (last) order.number(last);
      const turns = order.all().flatMap((entry) => {
        const turn = turnOf(entry, heardOfEntry(entry, heardOf));
        return turn && entry.seq !== null
          ? [{ seq: entry.seq, role: turn.role, content: turn.content }]
          : [];
      });
      return { turns, firstSeq: order.nextSeq() };
    },

    /** Whether the lead has said something whose words have not arrived. */
    isWaitingForWords: () => order.all().some(({ role, textDone }) => role === 'user' && !textDone),

    /** The transcribing model is gone: words that have not arrived will not arrive. */
    close() {
      for (const entry of order.all()) entry.textDone = true;
    },
  };
}

function heardOfEntry({ id, role }: Entry, heardOf: HeardOf): Heard | null {
  return role === 'assistant' ? heardOf(id) : null;
}

function spokenTurn({ role, text }: Entry) {
  if (role === 'other' || (role === 'assistant' && text.trim() === '')) return [];
  return [{ who: role === 'user' ? ('lead' as const) : ('agent' as const), text: text.trim() }];
}
