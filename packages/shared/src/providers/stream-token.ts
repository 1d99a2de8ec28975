import { createHash } from 'node:crypto';

/** How long a token opens a media stream: the carrier connects within a second or two. */
export const STREAM_TOKEN_MS = 60_000;

/**
 * The names of the parameters that the carrier passes from the api's answer to the media gateway.
 */
export const STREAM_PARAMETERS = { callId: 'call_id', token: 'token' } as const;

/** The carrier's fallback when the api does not answer. */
export const VOICE_FALLBACK_PATH = '/voice-fallback';
/** The path at which the media gateway takes the carrier's stream. */
export const MEDIA_STREAM_PATH = '/media-stream';

/** Only the hash is stored: a reader of the database cannot open a stream. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
