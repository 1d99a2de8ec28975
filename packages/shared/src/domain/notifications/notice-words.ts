import { handoverWords } from '../reasons/handover-words.ts';

type About = { reason: string; assigned_name: string | null; nobody_online: boolean };

/** What a colleague reads of a need: nothing of the lead. */
export function noticeWords({ reason, assigned_name, nobody_online }: About) {
  const who = assigned_name ? `It is assigned to ${assigned_name}.` : null;
  return {
    title: `A person is needed: ${handoverWords(reason)}`,
    line: who ?? (nobody_online ? 'Nobody is online.' : null),
  };
}
