import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Line, SessionDeps } from './session-deps.ts';
import type { createSoundAccount } from './sound-account.ts';

type Deps = Pick<SessionDeps, 'writer' | 'mediaSessions' | 'now'> & { log: Logger };

type Told = {
  account: ReturnType<typeof createSoundAccount>;
  agentMs: number;
  /** Why we stopped being heard, if we know. */
  silenced: string | null;
  /** The lead left while it was our turn, after some silence. */
  inVain: boolean;
};

/** After the line is closed: its last words, then what was heard, then that it is over. Never throws. */
export async function closeOut(
  { writer, mediaSessions, now, log }: Deps,
  { callSid }: Line,
  { account, agentMs, silenced, inVain }: Told,
): Promise<void> {
  await writer.flush(callSid);
  const silence = silenced ?? (inVain && !account.hasHeardUs(agentMs) ? 'model_silent' : null);
  await account.tellEnd(agentMs, silence);
  await mediaSessions
    .closed(callSid, now())
    .catch((thrown: unknown) =>
      log.warn({ err: AppError.from(thrown) }, 'end of the stream not recorded'),
    );
}
