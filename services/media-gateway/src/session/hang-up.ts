import type { OpenedSession } from '@ringback/shared/db/calls/media-sessions.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { within } from '@ringback/shared/runtime/within.ts';
import type { SessionDeps } from './session-deps.ts';

const DATABASE_PATIENCE_MS = 1_500;
const CARRIER_PATIENCE_MS = 4_000;

type Deps = Pick<SessionDeps, 'mediaSessions' | 'calls' | 'now'> & { log: Logger };

/**
 * Has the carrier apologise in its own voice and hang up: once the stream is closed the carrier asks
 * what comes next, and the row answers. Never throws; without the row it gets another stream.
 */
export async function letCarrierApologise(
  { mediaSessions, now, log }: Omit<Deps, 'calls'>,
  call: OpenedSession['call'],
  reason: string,
): Promise<void> {
  await within(
    mediaSessions.wrapUp(call.id, 'apology', reason.slice(0, 200), now()),
    DATABASE_PATIENCE_MS,
  ).catch((thrown: unknown) => log.warn({ err: AppError.from(thrown) }, 'apology not recorded'));
}

/**
 * Ends a call for good. The row first: it answers the carrier's next request with a hang-up if the
 * order to hang up is lost. Never throws; the hang-up does not wait for the database.
 */
export async function hangUp(
  { mediaSessions, calls, now, log }: Deps,
  call: OpenedSession['call'],
  callSid: string,
  reason: string,
): Promise<void> {
  const wrapUp = mediaSessions.wrapUp(call.id, 'hangup', reason.slice(0, 200), now());
  await within(wrapUp, DATABASE_PATIENCE_MS).catch((thrown: unknown) =>
    log.warn({ err: AppError.from(thrown) }, 'ending not recorded'),
  );
  await within(calls.hangup(callSid), CARRIER_PATIENCE_MS).catch((thrown: unknown) =>
    log.warn({ err: AppError.from(thrown) }, 'hang-up not confirmed'),
  );
}
