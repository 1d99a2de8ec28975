import { AppError } from '../../runtime/errors.ts';
import type { Recordings } from '../calls/port.ts';
import type { TwilioAccount } from './client.ts';

const TIMEOUT_MS = 60_000;

/** The sound of a recorded call. The address is made here: one from a webhook is never followed. */
export function createTwilioRecordings({
  accountSid,
  authToken,
  baseUrl,
}: TwilioAccount): Recordings {
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  const root = `${baseUrl.replace(/\/+$/, '')}/2010-04-01/Accounts/${accountSid}/Recordings`;

  return {
    async fetch(recordingSid: string, range: string | undefined): Promise<Response> {
      const headers = { authorization, ...(range ? { range } : {}) };
      const response = await fetch(`${root}/${recordingSid}.wav`, {
        headers,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }).catch((cause: unknown) => {
        throw new AppError('provider_unavailable', 'The carrier cannot be reached.', { cause });
      });
      if (response.ok || response.status === 416) return response;
      await response.body?.cancel();
      const facts = { provider: 'twilio', status: response.status };
      if (response.status === 404 || response.status === 410) {
        throw new AppError('not_found', 'The carrier no longer has this recording.', { facts });
      }
      throw new AppError('provider_unavailable', 'The carrier does not give the recording.', {
        facts,
      });
    },

    async remove(recordingSid: string): Promise<void> {
      // A name that is not Twilio's is of a sound that lies elsewhere.
      if (!recordingSid.startsWith('RE')) return;
      const response = await fetch(`${root}/${recordingSid}.json`, {
        method: 'DELETE',
        headers: { authorization },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }).catch((cause: unknown) => {
        throw new AppError('provider_unavailable', 'The carrier cannot be reached.', { cause });
      });
      await response.body?.cancel();
      if (response.ok || response.status === 404) return;
      throw new AppError('provider_unavailable', 'The carrier does not delete the recording.', {
        facts: { provider: 'twilio', status: response.status },
      });
    },
  };
}
