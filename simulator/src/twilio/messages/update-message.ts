import type { World } from '../../world.ts';
import { type Refusal, refusal } from '../errors.ts';
import { type Form, one } from '../order.ts';
import { isSettled, type Message } from './message.ts';
import { moveOn } from './message-callbacks.ts';

/** `POST Messages/{Sid}.json`: cancels a scheduled text, or deletes the words. Returns a refusal or null. */
export function updateMessage(world: World, message: Message, form: Form): Refusal | null {
  const status = one(form['Status']);
  const body = form['Body'];
  if (status !== null && status !== 'canceled') {
    return refusal(20001, `Status ${status} is not valid`);
  }
  if (status === 'canceled') {
    if (message.status !== 'scheduled') return refusal(30409);
    moveOn(world, message, 'canceled');
    return null;
  }
  if (body === undefined) return null;
  if (body !== '') return refusal(20001, 'Body can only be emptied');
  if (!isSettled(message)) return refusal(20009);
  message.body = '';
  message.updatedAt = world.texts.now();
  return null;
}
