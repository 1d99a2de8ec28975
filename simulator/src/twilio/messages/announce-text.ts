import { randomUUID } from 'node:crypto';
import type { World } from '../../world.ts';
import { sendWebhook } from '../webhook.ts';
import { isTollFree } from './encoding.ts';
import { keywordOf } from './keywords.ts';
import type { Message } from './message.ts';
import { liveText } from './message-life.ts';
import { readReplies } from './messaging-twiml.ts';
import { openMessage } from './open-message.ts';

const GEOGRAPHY = 'FromCity FromState FromZip FromCountry ToCity ToState ToZip ToCountry';

/** Sends the webhook of an inbound text, and the texts that its answer asks for. */
export async function announceText(world: World, message: Message, times: number): Promise<void> {
  const url = world.texts.smsUrl;
  if (url === null) return;
  const token = randomUUID();
  for (let time = 0; time < times; time += 1) {
    const reply = await sendWebhook(
      world,
      { url, method: 'POST' },
      paramsOf(world, message),
      token,
    );
    if (reply.kind !== 'answer') {
      world.report(11205, message.sid, url);
      continue;
    }
    if (reply.status >= 300) {
      world.report(11200, message.sid, `${url} answered ${reply.status}`);
      continue;
    }
    const replies = readReplies(reply);
    if (!replies.ok) world.report(replies.trouble, message.sid, replies.why);
    else for (const one of replies.messages) answer(world, message, one);
  }
}

function answer(
  world: World,
  { from, to }: Message,
  { body, mediaUrls, action }: { body: string; mediaUrls: string[]; action: string | null },
): void {
  const order = {
    to: from,
    from: to,
    serviceSid: null,
    body,
    mediaUrls,
    statusCallback: action === null ? null : ({ url: action, method: 'POST' } as const),
    validityMs: 36_000_000,
    sendAt: null,
  };
  liveText(world, openMessage(world, order, 'outbound-reply', 'customer'));
}

function paramsOf(world: World, message: Message): Record<string, string> {
  const { sid, from, to, body, media, segments, serviceSid } = message;
  const keyword = keywordOf(body, isTollFree(to));
  return {
    ...Object.fromEntries(GEOGRAPHY.split(' ').map((name) => [name, ''])),
    FromCountry: from.startsWith('+1') ? 'US' : '',
    ToCountry: to.startsWith('+1') ? 'US' : '',
    MessageSid: sid,
    SmsSid: sid,
    SmsMessageSid: sid,
    AccountSid: world.config.accountSid,
    ...(serviceSid === null ? {} : { MessagingServiceSid: serviceSid }),
    From: from,
    To: to,
    Body: body,
    NumMedia: String(media.length),
    NumSegments: String(segments),
    SmsStatus: 'received',
    ApiVersion: '2010-04-01',
    ...(world.faults.texts.advanced_opt_out && keyword !== null ? { OptOutType: keyword } : {}),
    ...Object.fromEntries(
      media.flatMap(({ url, contentType }, at) => [
        [`MediaUrl${at}`, url],
        [`MediaContentType${at}`, contentType],
      ]),
    ),
  };
}
