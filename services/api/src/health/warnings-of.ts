import type { Resting } from '@ringback/shared/db/health/resting.ts';
import type { WaitingHealth } from '@ringback/shared/db/health/waiting-health.ts';
import type { SwitchRow } from '@ringback/shared/db/switches.ts';
import type { TextHealth } from '@ringback/shared/db/texts/text-health.ts';
import { NEARLY_SPENT } from '@ringback/shared/domain/policy/ceilings.ts';
import { isFilteredTooOften } from '@ringback/shared/domain/texts/after-text-error.ts';

type Found = {
  texts: TextHealth;
  waiting: WaitingHealth;
  resting: Resting;
  switches: Pick<SwitchRow, 'name' | 'is_on'>[];
  /** `used`: 1 is the whole budget. */
  budgets: { used: number }[];
  isProcessorGone: boolean;
  /** Seconds since the carrier last reported on a text; null: it never has. */
  callbackSilence: number | null;
  /** Seconds since the carrier last accepted a text; null: it never has. */
  sentSince: number | null;
};

/**
 * A carrier that accepts texts and reports nothing for so long has the wrong webhook URL, or its
 * events get lost.
 */
const SILENT_CALLBACKS_SECONDS = 15 * 60;
const OVERDUE_SECONDS = 5 * 60;
/** How long a lead who asked for a person may wait. */
const PERSON_AWAITED_SECONDS = 30 * 60;
const JUDGE_AWAITED_SECONDS = 15 * 60;
/** The carrier's list of inbound texts is read every minute, up to a minute ago. */
const LOOK_OVERDUE_SECONDS = 15 * 60;

/** What is wrong, in one word each. */
export function warningsOf(found: Found): string[] {
  const { texts, waiting, resting, switches, budgets, callbackSilence, sentSince } = found;
  const { sent_last_hour: sent, filtered_last_hour: filtered } = texts;
  const isOff = (channel: 'calls' | 'texts') =>
    switches.some(
      ({ name, is_on }) => is_on && (name === 'stop_all' || name === `stop_${channel}`),
    );
  // Silence counts from the last text that the carrier should have reported on.
  const silence = sentSince === null ? 0 : (callbackSilence ?? Infinity) - sentSince;
  const warnings: [name: string, isSo: boolean][] = [
    ['processor_not_running', found.isProcessorGone],
    ['webhooks_silent', sent > 0 && silence > SILENT_CALLBACKS_SECONDS],
    ['inbound_webhooks_lost', texts.found_last_hour > 0],
    ['inbound_look_overdue', (texts.inbound_looked_seconds ?? 0) > LOOK_OVERDUE_SECONDS],
    ['inbound_not_read', texts.inbound_unread !== null],
    [
      'texts_overdue',
      Math.max(texts.oldest_step_seconds, texts.oldest_due_seconds) > OVERDUE_SECONDS,
    ],
    ['person_awaited', waiting.for_person_seconds > PERSON_AWAITED_SECONDS],
    ['analyses_overdue', waiting.for_judge_seconds > JUDGE_AWAITED_SECONDS],
    ['texts_filtered', isFilteredTooOften({ filtered, sent })],
    ['budget_nearly_spent', budgets.some(({ used }) => used >= NEARLY_SPENT)],
    ['texts_switched_off', isOff('texts')],
    ['calls_switched_off', isOff('calls')],
  ];
  return [
    ...warnings.filter(([, isSo]) => isSo).map(([name]) => name),
    ...resting.map(({ name }) => `${name}_rests`),
  ];
}
