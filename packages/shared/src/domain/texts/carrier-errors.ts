const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** What a sender lacks; people are shown the steps to mend it. */
export type SenderProblem =
  | 'not_provisioned'
  | 'toll_free_unverified'
  | 'campaign_suspended'
  | 'a2p_unregistered'
  | 'being_configured'
  | 'registration_text';

/** One row: what a code calls for, before it is known how often it came. */
export type CarrierError =
  | { next: 'opted_out'; certain: boolean }
  /** Tried again after a while, and after the second failure taken for what `finally` says. */
  | { next: 'unreachable'; afterMs: number; finally?: 'bad_number' }
  | { next: 'sender_not_ready'; problem: SenderProblem; afterMs?: number }
  | { next: 'slow_down'; afterMs: number }
  | { next: 'day_spent' }
  | { next: 'replan'; zoneMismatch: boolean }
  | { next: 'retry_later'; afterMs: number; retries: number }
  | { next: 'retry_backoff' }
  | {
      next:
        | 'bad_number'
        | 'not_textable'
        | 'filtered'
        | 'reconcile'
        | 'stop_conversation'
        | 'config'
        | 'stop_sending'
        | 'rejected'
        | 'give_up'
        | 'warning';
    };

/**
 * The codes we act on, as the carriers number them. Their lists grow and split, so that a code is a
 * hint: what is missing here falls under the default rules of `afterTextError`.
 */
export const CARRIER_ERRORS: ReadonlyMap<number, CarrierError> = new Map<number, CarrierError>([
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
