import { mayAct } from '../../../session/session.ts';
import { useMe } from '../../../session/use-me.ts';

/** Whether I may write and decide; a viewer only looks. */
export const useMayAct = (): boolean => mayAct(useMe().user, 'agent');
