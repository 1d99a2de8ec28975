import { rfc2822 } from '../call-json.ts';
import type { Message } from './message.ts';

/** Texts for codes that come with a message and not as a refusal. */
export const FATES: Record<number, string> = {
  11200: 'HTTP retrieval failure',
  21610: 'Attempt to send to unsubscribed recipient',
  30003: 'Unreachable destination handset',
  30006: 'Landline or unreachable carrier',
  30007: 'Message filtered',
  30008: 'Unknown error',
  30036: 'Validity Period Expired',
};

/** The Message resource as REST shows it: snake case, numbers as strings, RFC 2822 dates. */
export function messageJson(message: Message, accountSid: string) {
  const uri = `/2010-04-01/Accounts/${accountSid}/Messages/${message.sid}`;
  const isUnassigned = message.status === 'accepted' || message.status === 'scheduled';
  return {
    account_sid: accountSid,
    api_version: '2010-04-01',
    body: message.body,
    date_created: rfc2822(message.createdAt),
    date_sent: message.sentAt === null ? null : rfc2822(message.sentAt),
    date_updated: rfc2822(message.updatedAt),
    direction: message.direction,
    error_code: message.errorCode,
    error_message: message.errorCode === null ? null : (FATES[message.errorCode] ?? null),
    from: isUnassigned ? null : message.from,
    messaging_service_sid: message.serviceSid,
    num_media: String(message.media.length),
    num_segments: isUnassigned ? '0' : String(message.segments),
    price: null,
    price_unit: 'USD',
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: message.to,
    uri: `${uri}.json`,
  };
}
