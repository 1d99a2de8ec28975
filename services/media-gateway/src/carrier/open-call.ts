import type { MediaSessions, OpenedSession } from '@ringback/shared/db/calls/media-sessions.ts';
import { hashToken, STREAM_PARAMETERS } from '@ringback/shared/providers/stream-token.ts';
import type { StreamStart } from '@ringback/shared/providers/twilio/stream.ts';

export type OpenDeps = {
  /** The account at the carrier whose streams are ours. */
  account: string;
  mediaSessions: Pick<MediaSessions, 'open'>;
  now: () => Date;
};

/** Spends the token. A reason instead of a session: this is no call of ours, or not any more. */
export async function openCall(
  start: StreamStart,
  { account, mediaSessions, now }: OpenDeps,
): Promise<OpenedSession | string> {
  if (start.account !== account) return 'account';
  if (!start.hasTelephoneSound) return 'format';
  const token = start.parameters[STREAM_PARAMETERS.token];
  if (!token) return 'token';
  const opened = await mediaSessions.open(start.callSid, hashToken(token), now());
  if (!opened) return 'token';
  const callId = start.parameters[STREAM_PARAMETERS.callId];
  return callId === undefined || callId === opened.call.id ? opened : 'call';
}
