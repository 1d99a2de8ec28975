import type { InboundPage, InboundSnapshot } from '../sms/port.ts';
import type { createTwilioClient } from './client.ts';
import { isMessagingService } from './text-words.ts';

type Client = ReturnType<typeof createTwilioClient>;
type Query = { senders: readonly string[]; since: Date; until: Date };

const PAGE = 1_000;
/** Of one number and one poll. A number that gets more than this is not used by leads. */
const MOST = 10_000;
/** No more numbers than Twilio lets into one pool. */
const MOST_NUMBERS = 400;
const MOST_MEDIA = 10;
/**
 * The list goes by when our webhook was called, which may be a little after the text was written.
 */
const CALLED_LATER_MS = 10 * 60_000;

/**
 * Twilio's list of texts to own numbers. It is read number by number: the list has no direction,
 * and sent texts must not crowd out received ones.
 */
export async function listTwilioInbound(client: Client, query: Query): Promise<InboundPage> {
  const numbers = await numbersOf(client, query.senders);
  const texts: InboundSnapshot[] = [];
  let isWhole = true;
  for (const to of numbers) {
    const found = await client.messages.list({
      to,
      dateSentAfter: query.since,
      dateSentBefore: new Date(query.until.getTime() + CALLED_LATER_MS),
      pageSize: PAGE,
      limit: MOST,
    });
    if (found.length === MOST) isWhole = false;
    // Newest first; reversed, texts of the same second keep their order.
    texts.push(...found.reverse().flatMap((text) => snapshot(text, query)));
  }
  texts.sort((a, b) => a.writtenAt.getTime() - b.writtenAt.getTime());
  return { texts, isWhole };
}

/** A pool is resolved to its numbers. An alphanumeric sender cannot be written to. */
async function numbersOf(client: Client, senders: readonly string[]): Promise<Set<string>> {
  const numbers = new Set(senders.filter((sender) => /^\+?\d+$|^[a-z][a-z0-9+.-]*:/i.test(sender)));
  for (const pool of senders.filter(isMessagingService)) {
    const found = await client.messaging.v1
      .services(pool)
      .phoneNumbers.list({ limit: MOST_NUMBERS });
    for (const { phoneNumber } of found) numbers.add(phoneNumber);
  }
  return numbers;
}

type Listed = Awaited<ReturnType<Client['messages']['list']>>[number];

function snapshot(text: Listed, { since, until }: Query): InboundSnapshot[] {
  const writtenAt = text.dateCreated ?? text.dateSent;
  // A text that is still coming in is complete next time.
  if (text.direction !== 'inbound' || text.status !== 'received' || !writtenAt) return [];
  if (writtenAt < since || writtenAt > until) return [];
  return [
    {
      messageSid: text.sid,
      from: text.from,
      to: text.to,
      service: text.messagingServiceSid || null,
      body: text.body ?? '',
      mediaCount: Number(text.numMedia) || 0,
      segments: Number(text.numSegments) || null,
      writtenAt,
    },
  ];
}

/** Pictures by the addresses that a webhook would have had. */
export async function listTwilioMedia(client: Client, messageSid: string, baseUrl: string) {
  const media = await client.messages(messageSid).media.list({ limit: MOST_MEDIA });
  return media.map(({ uri, contentType }) => ({
    url: `${baseUrl}${uri.replace(/\.json$/, '')}`,
    type: contentType ?? '',
  }));
}
