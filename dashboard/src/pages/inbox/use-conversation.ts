import { useColleagues } from '../../colleagues/use-colleagues.ts';
import { useLead, usePolicy } from '../../lead/use-lead.ts';
import { useFromStore, useRow } from '../../live/use-live.ts';
import { useWhere } from '../../ui/time/moment.tsx';
import { spanOf, spokenMoment } from '../../ui/time/moments.ts';
import { momentThere } from '../../ui/time/there.ts';
import type { ConversationContext } from '../../words/conversation-words.ts';
import type { ConversationRow, LeadRow } from './data/rows.ts';
import { type Reply, replyOf } from './next/reply-state.ts';

export type ConversationView = {
  conversation: ConversationRow;
  lead: LeadRow | null;
  reply: Reply;
  context: ConversationContext & { waits: string | null };
  /** The lead's zone, where it is known. */
  zone: string | null;
  whenThere: (iso: string) => string;
};

/** One conversation as it stands now, with all that its words are made of. */
export function useConversation(id: string | null, isOpen = false): ConversationView | null {
  const conversation: ConversationRow | null = useRow('conversation', id);
  const lead = useLead(conversation?.lead_id ?? null);
  // A list of many asks for nobody's zone: there the one that is set has to do.
  const { data: policy } = usePolicy(isOpen ? (conversation?.lead_id ?? null) : null);
  const where = useWhere(10_000);
  const { me, nameOf } = useColleagues();
  const booked = useFromStore(
    ['appointment'],
    (store) =>
      store
        .all('appointment')
        .findLast(({ conversation_id }) => id !== null && conversation_id === id)?.starts_at,
  );
  const phone = conversation?.lead_phone;
  const closed = useFromStore(
    ['suppression'],
    (store) =>
      store.all('suppression').find((one) => one.phone === phone && one.lifted_at === null)
        ?.scope ?? null,
  );
  if (!conversation) return null;

  const zone = policy?.zone ?? lead?.timezone ?? null;
  const whenThere = (iso: string) => momentThere(iso, zone, where);
  const reply = replyOf(conversation, where.now);
  const since = conversation.handed_over_at ?? conversation.last_inbound_at;
  return {
    conversation,
    lead,
    reply,
    zone,
    whenThere,
    context: {
      me: me.id,
      nameOf,
      reply: reply.is,
      replyAt: reply.at ? whenThere(reply.at) : null,
      booked: booked ? spokenMoment(Date.parse(booked), where) : null,
      closed,
      waits: since ? spanOf(where.now - Date.parse(since)) : null,
    },
  };
}
