import type { AfterTextError } from './after-text-error.ts';

/** What the database does with a failed text, its campaign and its number, in one step. */
export type AfterFailure = {
  retry_at?: string;
  stop?: string;
  suppress?: { scope: 'all' | 'sms'; source: string; words?: string };
  /** Until then the sender sends nothing at all. */
  rest_until?: string;
};

/** What concerns more than this text. */
export type Alarm =
  /** The sender or the settings are at fault: the campaign pauses until a person has looked. */
  | 'pause_campaign'
  /** The account is: nothing is sent any more until a person has looked. */
  | 'stop_texts'
  /** Two machines answer each other. */
  | 'pause_conversation';

export type Consequence = { next: AfterFailure; alarm: Alarm | null };

type Options = {
  at: Date;
  /** What an opt-out that the carrier knows of covers. */
  optOutScope: 'all' | 'sms';
};

const HOUR = 3_600_000;
/** A carrier that takes it for night there will not after this time. */
const OTHER_ZONE_MS = 10 * HOUR;

/** What follows from a failure, in the terms of `release_message` and `record_delivery`. */
export function consequenceOf(after: AfterTextError, { at, optOutScope }: Options): Consequence {
  const retry = (when: Date | null) => (when ? { retry_at: when.toISOString() } : {});
  const rest = (until: Date) => ({ ...retry(until), rest_until: until.toISOString() });
  const inAnHour = new Date(at.getTime() + HOUR);
  const only = (next: AfterFailure): Consequence => ({ next, alarm: null });

  switch (after.kind) {
    case 'opted_out':
      // "Blocked" may be the network's own opt-out, which covers texts and nothing else.
      return only({
        suppress: { scope: after.certain ? optOutScope : 'sms', source: 'carrier' },
      });
    case 'bad_number':
    case 'not_textable':
    case 'filtered':
      return only({ stop: after.kind });
    case 'unreachable':
      return only(after.retryAt ? retry(after.retryAt) : { stop: 'unreachable' });
    case 'retry_later':
      return only(retry(after.retryAt));
    case 'replan':
      return only(retry(after.zoneMismatch ? new Date(at.getTime() + OTHER_ZONE_MS) : at));
    case 'slow_down':
      return only(rest(after.until));
    case 'sender_not_ready':
      return { next: rest(after.retryAt ?? inAnHour), alarm: 'pause_campaign' };
    case 'config':
      // Not the lead's fault: the step stays due until the settings are right.
      return { next: retry(inAnHour), alarm: 'pause_campaign' };
    case 'stop_sending':
      return { next: retry(inAnHour), alarm: 'stop_texts' };
    case 'stop_conversation':
      return { next: { stop: 'stop_conversation' }, alarm: 'pause_conversation' };
    default:
      // `rejected`, `give_up`: final for this text. `reconcile`, `warning`: not an ending.
      return only({});
  }
}
