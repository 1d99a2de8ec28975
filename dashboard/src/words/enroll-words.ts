import { capital, quoted } from './state-words.ts';

const WORDS: Record<string, string> = {
  already_enrolled: 'in this campaign before',
  suppressed: 'on the do-not-contact list',
  no_consent: 'has not agreed to it',
  active_elsewhere: 'active in another campaign',
  extension: 'an extension cannot be texted',
  campaign_ended: 'the campaign has ended',
  no_such_lead: 'deleted meanwhile',
};

export const KNOWN_ENROLL_RESULTS = Object.keys(WORDS);

/** Why a campaign did not take a lead, as a sentence. */
export const enrollWords = (result: string): string =>
  `${capital(WORDS[result] ?? quoted(result))}.`;
