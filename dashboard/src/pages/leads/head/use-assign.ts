import { useColleagues } from '../../../colleagues/use-colleagues.ts';
import { assignLead } from '../../../lead/assign-lead.ts';
import type { LeadRow } from '../../../lead/use-lead.ts';
import { useLive } from '../../../live/use-live.ts';
import { toasts } from '../../../ui/toast/toasts.ts';

/** Gives the lead to somebody, at once and with a way back. */
export function useAssign({ id, assigned_to: was }: LeadRow) {
  const { store } = useLive();
  const { me, nameOf } = useColleagues();
  const give = (userId: string | null) => assignLead(store, id, userId);
  const failed = (error: Error) => toasts.show(`Not assigned: ${error.message}`);
  return function assign(userId: string | null): void {
    const whose = userId === null ? 'Nobody' : userId === me.id ? 'You' : nameOf(userId);
    const words = `${whose} ${userId === me.id ? 'have' : 'has'} this lead now.`;
    give(userId).then(() => toasts.show(words, () => void give(was).catch(failed)), failed);
  };
}
