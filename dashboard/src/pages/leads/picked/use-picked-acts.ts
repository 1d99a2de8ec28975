import { useColleagues } from '../../../colleagues/use-colleagues.ts';
import { assignLead } from '../../../lead/assign-lead.ts';
import { stopLater } from '../../../lead/stop-later.ts';
import { useLive } from '../../../live/use-live.ts';
import { toasts } from '../../../ui/toast/toasts.ts';
import { addToCampaign } from './add-to-campaign.ts';
import { each, leadsWords, leftWords } from './each.ts';
import { followUpsOf, setEnrollment } from './follow-ups.ts';

/** What one does to the selected leads; each says how many it did, and what it left alone. */
export function usePickedActs(ids: readonly number[], onDone: () => void) {
  const { store } = useLive();
  const { me, nameOf } = useColleagues();

  return {
    async assign(userId: string | null): Promise<void> {
      const before = new Map(ids.map((id) => [id, store.get('lead', String(id))?.assigned_to]));
      const { done, left } = await each(ids, async (id) => {
        await assignLead(store, id, userId);
        return id;
      });
      const whose =
        userId === null ? 'nobody’s' : userId === me.id ? 'yours' : `${nameOf(userId)}’s`;
      toasts.show(
        `${leadsWords(done.length)} ${done.length === 1 ? 'is' : 'are'} ${whose} now.${leftWords(left)}`,
        () => void each(done, (id) => assignLead(store, id, before.get(id) ?? null)),
      );
      onDone();
    },

    async add(campaignId: string, name: string): Promise<void> {
      const { added, left } = await addToCampaign(campaignId, ids);
      toasts.show(`${leadsWords(added)} added to ${name}.${leftWords(left)}`);
      onDone();
    },

    /** At rest at once, stopped for good when nobody has taken it back for some seconds. */
    async stopFollowUps(): Promise<void> {
      const { done, left } = await each(ids, async (id) => {
        const running = await followUpsOf(store, id);
        return Promise.all(
          running.map(({ id: one, status }) =>
            stopLater(status, (to) => setEnrollment(store, one, to)),
          ),
        );
      });
      const undos = done.flat();
      const stopped = done.filter((one) => one.length > 0).length;
      const none = done.length - stopped;
      toasts.show(
        `Follow-ups of ${leadsWords(stopped)} are stopped.${none > 0 ? ` ${none} had none.` : ''}${leftWords(left)}`,
        undos.length === 0
          ? undefined
          : () =>
              void Promise.all(undos.map((undo) => undo())).then(() =>
                toasts.show('Follow-ups go on.'),
              ),
      );
      onDone();
    },
  };
}
