import { parsePhone } from '../../domain/phone-number/phone.ts';
import { MOST_RECEIVED_BYTES } from '../../domain/pictures/picture-limits.ts';
import { targetFault } from '../../domain/webhooks/target.ts';
import { AppError } from '../../runtime/errors.ts';
import { createFetchFile } from '../fetch-file.ts';
import type { CarrierMedia } from '../sms/port.ts';
import type { Resolve } from '../webhooks/guarded-lookup.ts';
import type { TwilioAccount } from './client.ts';

export type TwilioMediaConfig = TwilioAccount & {
  /** Where the carrier fetches the pictures that we send. */
  publicUrl: string;
  resolve?: Resolve;
};

const MEDIUM = /\/Accounts\/(AC\w{32})\/Messages\/([SM]M\w{32})\/Media\/(ME\w{32})$/i;
const TIMEOUT_MS = 30_000;
const COUNTRIES = ['US', 'CA'];

/** Pictures of texts. The address is made here from the names in it: credentials go nowhere else. */
export function createTwilioMedia(config: TwilioMediaConfig): CarrierMedia {
  const { accountSid, authToken, publicUrl, timeoutMs = TIMEOUT_MS, resolve } = config;
  const baseUrl = config.baseUrl.replace(/\/+$/, '');
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  const fetchFile = createFetchFile({
    origin: new URL(baseUrl).origin,
    authorization,
    mostBytes: MOST_RECEIVED_BYTES,
    timeoutMs,
    ...(resolve && { resolve }),
  });
  // A replacement of the carrier in our own network reaches us there.
  const isReachable = (url: string) =>
    targetFault(baseUrl, PUBLIC) !== null || targetFault(url, PUBLIC) === null;

  function addressOf(url: string): string | null {
    const [, account, message, medium] = MEDIUM.exec(URL.parse(url)?.pathname ?? '') ?? [];
    if (account?.toLowerCase() !== accountSid.toLowerCase()) return null;
    return `${baseUrl}/2010-04-01/Accounts/${accountSid}/Messages/${message}/Media/${medium}`;
  }

  return {
    async fetch(url, signal) {
      const address = addressOf(url);
      if (address === null) return { kind: 'refused', why: 'It is no address of this account.' };
      return fetchFile(address, signal);
    },

    async remove(url) {
      const address = addressOf(url);
      if (address === null) return;
      const response = await fetch(`${address}.json`, {
        method: 'DELETE',
        headers: { authorization },
        signal: AbortSignal.timeout(timeoutMs),
      }).catch((cause: unknown) => {
        throw new AppError('provider_unavailable', 'The carrier cannot be reached.', { cause });
      });
      await response.body?.cancel();
      if (response.ok || response.status === 404) return;
      throw new AppError('provider_unavailable', 'The carrier does not delete the picture.', {
        facts: { provider: 'twilio', status: response.status },
      });
    },

    sendFault({ to, sender }) {
      if (!isReachable(publicUrl)) {
        return 'The carrier cannot fetch pictures from this installation: PUBLIC_URL is not an https address on the internet.';
      }
      if (sender.startsWith('whatsapp:')) return null;
      const phone = parsePhone(to, 'US');
      const isHere = phone.ok && COUNTRIES.includes(phone.country);
      return isHere ? null : 'The carrier sends pictures only to the United States and Canada.';
    },
  };
}

const PUBLIC = { allowPrivate: false };
