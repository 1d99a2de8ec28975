import { textStoryOf } from '../../text-stories.ts';
import type { World } from '../../world.ts';
import { type Message, newMessage, type TextOrder } from './message.ts';

/** Records a new text. Its life decides what follows. */
export function openMessage(
  world: World,
  order: TextOrder,
  direction: Message['direction'],
  author: Message['author'],
): Message {
  const person = direction === 'inbound' ? order.from : order.to;
  const isOurs = author === 'customer';
  const attempt = world.count(`${isOurs ? 'texts to' : `${author} texts of`} ${person}`);
  const createdAt = world.texts.now();
  const message = newMessage(order, {
    direction,
    author,
    story: textStoryOf(person).name,
    key: `${author} text ${person}#${attempt}`,
    attempt,
    createdAt,
    visibleAt: createdAt + world.faults.rest.list_lag_ms,
    status: firstStatus(order, direction),
  });
  world.texts.messages.set(message.sid, message);
  return message;
}

function firstStatus(order: TextOrder, direction: Message['direction']): Message['status'] {
  if (direction === 'inbound') return 'received';
  if (order.sendAt !== null) return 'scheduled';
  return order.serviceSid === null ? 'queued' : 'accepted';
}
