import { useMemo, useSyncExternalStore } from 'react';
import { sameItems, useFromStore, useLive } from '../../../live/use-live.ts';
import { useWhere } from '../../../ui/time/moment.tsx';
import { spokenMoment } from '../../../ui/time/moments.ts';
import type { MessageRow } from '../data/rows.ts';
import { useEntries } from '../data/use-entries.ts';
import { useNotes } from '../data/use-notes.ts';
import type { Thread } from '../data/use-thread.ts';
import { useDesk } from '../desk.ts';
import type { Outgoing } from '../keep/outgoing.ts';
import type { ConversationView } from '../use-conversation.ts';
import { dayIn } from './day-of.ts';
import { entriesFrom, type LogEntry } from './entries.ts';
import { type ThreadItem, threadItems } from './thread-items.ts';

export type LogItem = ThreadItem<MessageRow, LogEntry, Outgoing>;

/** The texts of a conversation, and the lines of its thread. */
export function useItems({ conversation, context }: ConversationView, { range }: Thread) {
  const { outbox } = useDesk();
  const { now, timeZone } = useWhere();
  const texts = useFromStore(
    [`message<${conversation.id}`],
    (store) => store.partsOf('message', conversation.id),
    sameItems,
  );
  const notes = useNotes(conversation.id);
  const told = useEntries(conversation.id, conversation.lead_id);
  const { store } = useLive();
  const { me } = context;
  const all = useSyncExternalStore(outbox.subscribe, outbox.all);
  const items = useMemo<LogItem[]>(
    () =>
      threadItems({
        texts,
        entries: entriesFrom({
          conversation,
          texts,
          notes,
          told,
          me,
          campaignName: (id) => store.get('campaign', id)?.name ?? null,
          clock: (iso) => spokenMoment(Date.parse(iso), { now, timeZone }),
        }),
        outgoing: all.filter((one) => one.conversation_id === conversation.id),
        first: range.first,
        isBeginning: range.older === null,
        dayOf: dayIn(timeZone),
      }),
    [texts, conversation, notes, told, me, store, all, range, now, timeZone],
  );
  return { texts, items };
}
