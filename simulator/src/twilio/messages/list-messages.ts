import { isWithin, pageOf } from '../page.ts';
import type { Message } from './message.ts';
import { messageJson } from './message-json.ts';

/** One page of `GET Messages.json`, newest first, in Twilio's envelope. */
export function listMessages(
  all: Iterable<Message>,
  query: URLSearchParams,
  accountSid: string,
  now: number,
) {
  const is = (name: string, value: string) => !query.has(name) || query.get(name) === value;
  const fits = (message: Message) =>
    message.visibleAt <= now &&
    is('To', message.to) &&
    is('From', message.from) &&
    // A text that has not left yet has no such date; its creation stands for it.
    isWithin('DateSent', message.sentAt ?? message.createdAt, query);
  return pageOf({
    found: [...all].reverse().filter(fits),
    query,
    path: `/2010-04-01/Accounts/${accountSid}/Messages.json`,
    name: 'messages',
    json: (message) => messageJson(message, accountSid),
  });
}
