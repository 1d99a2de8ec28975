import type { CarrierError } from '../../domain/texts/carrier-error.ts';
import type { TextErrors } from '../sms/port.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * The codes we act on. Twilio's list grows and splits, so that a code is a hint: what is missing here
 * falls under the rules at the end of this file.
 */
const MEANINGS: ReadonlyMap<number, CarrierError> = new Map<number, CarrierError>([
  // The lead
  [21_211, { next: 'bad_number' }],
  [21_610, { next: 'opted_out', certain: true }],
  [21_612, { next: 'not_textable' }],
  [21_614, { next: 'not_textable' }],
  [30_003, { next: 'unreachable', afterMs: 45 * MINUTE }],
  // Blocked by the carrier; on toll-free numbers this is what an opt-out with the network looks like.
  [30_004, { next: 'opted_out', certain: false }],
  [30_005, { next: 'unreachable', afterMs: 6 * HOUR, finally: 'bad_number' }],
  [30_006, { next: 'not_textable' }],

  // The words
  [30_007, { next: 'filtered' }],
  [14_107, { next: 'stop_conversation' }],

  // The sender
  [21_212, { next: 'config' }],
  [21_408, { next: 'config' }],
  [21_601, { next: 'config' }],
  [21_606, { next: 'config' }],
  [21_608, { next: 'config' }],
  [21_703, { next: 'config' }],
  [21_704, { next: 'config' }],
  [21_705, { next: 'config' }],
  [30_024, { next: 'sender_not_ready', problem: 'not_provisioned' }],
  [30_032, { next: 'sender_not_ready', problem: 'toll_free_unverified' }],
  [30_033, { next: 'sender_not_ready', problem: 'campaign_suspended' }],
  [30_034, { next: 'sender_not_ready', problem: 'a2p_unregistered' }],
  [30_035, { next: 'sender_not_ready', problem: 'being_configured', afterMs: 3 * HOUR }],
  [30_893, { next: 'sender_not_ready', problem: 'registration_text' }],
  [30_909, { next: 'sender_not_ready', problem: 'registration_text' }],
  [30_923, { next: 'sender_not_ready', problem: 'registration_text' }],

  // The account
  [20_003, { next: 'stop_sending' }],
  [30_002, { next: 'stop_sending' }],

  // Too much at once
  [20_429, { next: 'retry_backoff' }],
  [21_611, { next: 'slow_down', afterMs: 10 * MINUTE }],
  [30_001, { next: 'slow_down', afterMs: 10 * MINUTE }],
  [30_022, { next: 'slow_down', afterMs: 5 * MINUTE }],
  [30_023, { next: 'day_spent' }],
  [30_027, { next: 'day_spent' }],
  [63_017, { next: 'slow_down', afterMs: MINUTE }],
  [63_038, { next: 'slow_down', afterMs: DAY }],
  // A share of the daily allowance is used up; nothing was refused yet.
  [30_025, { next: 'warning' }],
  [30_026, { next: 'warning' }],

  // The hour
  [30_036, { next: 'replan', zoneMismatch: false }],
  [30_047, { next: 'replan', zoneMismatch: true }],
  [30_610, { next: 'replan', zoneMismatch: true }],

  // The network
  [30_008, { next: 'retry_later', afterMs: 15 * MINUTE, retries: 1 }],
  [30_017, { next: 'retry_later', afterMs: 10 * MINUTE, retries: 3 }],
  [30_450, { next: 'retry_later', afterMs: 30 * MINUTE, retries: 2 }],
  // Timed out further down the line, perhaps after delivery: a second text could be a double.
  [30_410, { next: 'give_up' }],
  [20_500, { next: 'reconcile' }],
  [20_503, { next: 'reconcile' }],

  // Us
  [21_602, { next: 'rejected' }],
  [21_603, { next: 'rejected' }],
  [21_604, { next: 'rejected' }],
  [21_617, { next: 'rejected' }],
  [21_620, { next: 'rejected' }],
  [21_623, { next: 'rejected' }],
]);

/** The number a text was to leave from is none of the account's: another provider carries it. */
const FOREIGN = new Set([21_212, 21_606, 21_659, 21_660, 21_661]);

export const TWILIO_TEXT_ERRORS: TextErrors = {
  meaningOf({ code, httpStatus }) {
    const known = code === null ? undefined : MEANINGS.get(code);
    if (known) return known;
    if (httpStatus === 429) return { next: 'retry_backoff' };
    if (httpStatus !== undefined && httpStatus >= 500) return { next: 'reconcile' };
    if (code !== null && code >= 21_000 && code < 22_000) return { next: 'rejected' };
    return { next: 'give_up' };
  },

  codesFor: (next) =>
    [...MEANINGS].flatMap(([code, meaning]) => (meaning.next === next ? [String(code)] : [])),

  isForeignSender: (code) => code !== null && FOREIGN.has(code),
};
