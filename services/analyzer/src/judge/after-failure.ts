import type { AppError } from '@ringback/shared/runtime/errors.ts';

type Failed = {
  error: AppError;
  attempt: number;
  /** How many attempts the job has in all. */
  attempts: number;
  /** When the conversation ended. */
  endedAt: Date;
  now: Date;
  /** The language model is paused for all conversations until then; null: others are answered. */
  restsUntil: Date | null;
};

export type AfterFailure =
  | { kind: 'retry' }
  | { kind: 'wait'; until: Date }
  /** `alert`: every further conversation will fail in the same way until a person acts. */
  | { kind: 'give_up'; failure: string; alert: boolean };

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** An outcome is due within ten minutes of the last word; the last attempts need some of them. */
const PATIENCE_MS = 5 * MINUTE;

/**
 * What follows when the judge could not be asked. During an outage of the model the conversation
 * waits instead of getting a default outcome. A failure of this conversation alone goes to a person.
 */
export function afterFailure(failed: Failed): AfterFailure {
  const { error, attempt, attempts, endedAt, now, restsUntil } = failed;
  const reason = String(error.facts['reason'] ?? error.code);
  const isEverybodys = ['account', 'away'].includes(String(error.facts['trouble']));
  if (isEverybodys && restsUntil !== null) return { kind: 'wait', until: restsUntil };
  if (!error.retry) {
    return { kind: 'give_up', failure: `rejected: ${reason}`, alert: true };
  }
  // Waiting for a busy judge is not our failure, so it costs no attempt, for a while.
  const patient = now.getTime() - endedAt.getTime() < PATIENCE_MS;
  if (reason === 'rate_limited' && patient) {
    return { kind: 'wait', until: new Date(now.getTime() + waitMs(error)) };
  }
  if (attempt < attempts) return { kind: 'retry' };
  return { kind: 'give_up', failure: `unavailable: ${reason}`, alert: false };
}

function waitMs(error: AppError): number {
  const asked = Number(error.facts['retryAfterMs'] ?? 5 * SECOND);
  return Math.min(MINUTE, Math.max(SECOND, asked));
}
