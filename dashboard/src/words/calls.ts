import type { CallStatus } from '@ringback/shared/domain/calls/call.ts';
import type { RowOf } from '../live/kinds.ts';
import { outcomeWords } from './outcome-words.ts';
import { quoted, type StateWords, said } from './state-words.ts';
import { type WaitWords, waitWords } from './waits.ts';

type Facts = Pick<
  RowOf<'call'>,
  'status' | 'end_reason' | 'answered_by' | 'held_rule' | 'held_reason' | 'person_asked_at'
>;
type Came = { outcome: string | null; isReviewed: boolean };
type Context = {
  /** What an analysis found; null: there is none yet. */
  came: Came | null;
  /** When the call is due, or until when it is held, as it is said. */
  at: string | null;
  booked: string | null;
  /** How long they talked, as on a stopwatch. */
  talked: string | null;
};

const CANCELED: Record<string, string> = {
  suppressed: 'opted out',
  opted_out: 'opted out',
  number_changed: 'the number was changed',
  campaign_paused: 'campaign paused',
  campaign_ended: 'the campaign has ended',
  canceled_by_operator: 'by a colleague',
  newer_wish: 'a newer wish',
};

const NOT_PLACED = new Set(['presumed_not_placed', 'carrier_has_no_record']);
const NO_NUMBER = new Set(['sip_404', 'carrier_21211']);

/** Why a call waits; the switch of calls is another one than that of texts. */
export function callWaitWords(rule: string): WaitWords {
  return rule === 'switched_off' ? { short: 'calls are stopped', acts: true } : waitWords(rule);
}

/** How a call stands, in words. */
export function callWords(call: Facts, context: Context): StateWords {
  const words: Record<CallStatus, () => StateWords> = {
    scheduled: () => said(context.at ? `Call at ${context.at}` : 'Planned', 'plain', 'clock'),
    held: () => heldWords(call, context.at),
    dialing: () => said('Dialing…', 'live', 'phone'),
    queued: () => said('Dialing…', 'live', 'phone'),
    unknown: () => said('Asking the carrier whether it rang; never dialed twice'),
    ringing: () => said('Ringing', 'live', 'phone'),
    in_progress: () =>
      call.person_asked_at
        ? said('Asks for a person', 'needs', 'user')
        : said('In the call', 'live', 'phone'),
    completed: () => completedWords(call, context),
    busy: () => said('Busy', 'plain', 'clock'),
    no_answer: () => said('No answer', 'plain', 'clock'),
    failed: () => failedWords(call.end_reason),
    canceled: () => canceledWords(call.end_reason),
  };
  return words[call.status]?.() ?? said(quoted(call.status));
}

function heldWords({ held_rule, held_reason }: Facts, at: string | null): StateWords {
  const wait = callWaitWords(held_rule ?? held_reason ?? 'unknown');
  const until = at ? `Waits until ${at}` : 'Waits';
  return said(`${until}: ${wait.short}`, wait.acts ? 'needs' : 'plain', 'clock');
}

function completedWords(call: Facts, { came, booked, talked }: Context): StateWords {
  if (booked) return said(`Booked ${booked}`, 'good', 'cal');
  if (call.end_reason === 'no_media') {
    return said('Heard an apology, we had no line', 'needs', 'alert');
  }
  if (call.answered_by?.startsWith('machine')) return said('Voicemail', 'plain', 'clock');
  if (came?.isReviewed) return said('Nobody could tell: read it', 'needs', 'info');
  if (came?.outcome) return outcomeWords(came.outcome);
  return said(talked ? `Talked, ${talked}` : 'Talked');
}

function failedWords(reason: string | null): StateWords {
  if (reason !== null && NO_NUMBER.has(reason)) return said('Number does not exist', 'bad', 'x');
  if (reason !== null && NOT_PLACED.has(reason)) return said('Not placed after all');
  const code = reason?.replace(/^(sip|carrier)_/, '').replaceAll('_', ' ');
  return said(code ? `Failed (${code})` : 'Failed', 'bad', 'x');
}

function canceledWords(reason: string | null): StateWords {
  if (reason === null) return said('Taken back', 'plain', 'x');
  return said(`Taken back: ${CANCELED[reason] ?? quoted(reason)}`, 'plain', 'x');
}

const ORIGINS: Record<string, string> = {
  api: 'Ordered by the team',
  import: 'Imported',
  campaign: 'Campaign',
  redial: 'Tried again',
  callback: 'Callback promised',
  inbound: 'Called us',
  text: 'Asked for it in a text',
  sms: 'Asked for it in a text',
  lead: 'New lead',
  missed: 'Back from your missed call',
};

export const originWords = (origin: string): string => ORIGINS[origin] ?? quoted(origin);

/** Why somebody is called. */
export function whyCalled(call: Pick<RowOf<'call'>, 'direction' | 'origin' | 'dial'>): string {
  if (call.direction === 'inbound') return 'Called us';
  const why = originWords(call.origin);
  return call.origin === 'redial' && call.dial > 1 ? `${why}, try ${call.dial}` : why;
}

export const KNOWN_ORIGINS = Object.keys(ORIGINS);

/** What the carrier reported, in words. */
export function carrierWords(kind: string, status: string | null): string {
  if (kind === 'amd') return status === 'human' ? 'Answered by a person' : 'Answered by a machine';
  const known: Record<string, string> = {
    initiated: 'Dialing',
    queued: 'Dialing',
    ringing: 'Rings',
    'in-progress': 'Answered',
    answered: 'Answered',
    completed: 'Ended',
    busy: 'Busy',
    'no-answer': 'No answer',
    failed: 'Failed',
    canceled: 'Canceled',
  };
  return (status && known[status]) ?? quoted(status ?? kind);
}
