import { leadStatusWords } from './lead-status-words.ts';
import { outcomeWords } from './outcome-words.ts';
import { capital, quoted, type StateWords } from './state-words.ts';

type Standing = { lead_status: string; outcome: string | null };

/** How a lead stands: a refusal first, then what came of it, else how far contact got. */
export function leadStanding({ lead_status, outcome }: Standing): StateWords {
  if (lead_status === 'do_not_contact' || outcome === null) return leadStatusWords(lead_status);
  return outcomeWords(outcome);
}

/** "web_form" as "Web form". */
export const sourceWords = (source: string): string =>
  source === 'api' ? 'API' : capital(source.replaceAll(/[_-]/g, ' '));

const CONSENTS: Record<string, string> = {
  written: 'agreed in writing{to}',
  express: 'agreed expressly{to}',
  implied: 'agreed{to} by what they did',
  operator: 'agreed{to}, says a colleague',
  keyword: 'agreed by text{to}',
};
const CHANNELS: Record<string, string> = {
  text: 'texts',
  call: 'calls',
  sms: 'texts',
  voice: 'calls',
  all: 'texts and calls',
};

export const KNOWN_CONSENTS = Object.keys(CONSENTS);

/** How a lead agreed, and to what where `channels` says so: "agreed in writing to texts". */
export const consentWords = (kind: string, channels = ''): string =>
  (CONSENTS[kind] ?? `${quoted(kind)}{to}`).replace('{to}', channels && ` to ${channels}`);

export const channelsWords = (channel: string): string => CHANNELS[channel] ?? quoted(channel);

const STANDS: Record<string, string> = {
  scheduled: 'is planned',
  held: 'waits',
  dialing: 'is being dialed',
  unknown: 'may have rung; the carrier is being asked',
  queued: 'is being dialed',
  ringing: 'rings',
  in_progress: 'is going on',
  completed: 'talked',
  busy: 'busy',
  no_answer: 'no answer',
  failed: 'failed',
  canceled: 'taken back',
};

export const KNOWN_CALL_STANDINGS = Object.keys(STANDS);

/** How a call went, in the sentence of a story. */
export const callStandingWords = (status: string): string => STANDS[status] ?? quoted(status);

const ENROLLED: Record<string, string> = {
  active: 'goes on',
  paused: 'waits while they talk',
  completed: 'through all steps',
  stopped: 'stopped',
};

export const enrollmentWords = (status: string): string => ENROLLED[status] ?? quoted(status);
