import { chance } from '../../chance.ts';
import { type Arrival, textStoryOf } from '../../text-stories.ts';
import type { World } from '../../world.ts';
import { collectMedia } from './collect-media.ts';
import type { Message } from './message.ts';
import { moveOn } from './message-callbacks.ts';
import { takePlace } from './sender-queue.ts';
import { pairOf } from './texts.ts';

/** An outbound text from its acceptance to its last status. */
export function liveText(world: World, message: Message): void {
  const { texts } = world;
  if (message.status === 'queued') {
    enqueue(world, message);
    return;
  }
  const waitMs = message.sendAt === null ? 0 : message.sendAt - texts.now();
  texts.later(waitMs, () => {
    if (message.status === 'canceled') return;
    if (message.serviceSid !== null) texts.serviceOf.set(message.from, message.serviceSid);
    moveOn(world, message, 'queued');
    enqueue(world, message);
  });
}

function enqueue(world: World, message: Message): void {
  const place = takePlace(world, message);
  world.texts.later(place.afterMs, () => {
    if (place.kind === 'expires') moveOn(world, message, 'failed', 30036);
    else leave(world, message);
  });
}

function leave(world: World, message: Message): void {
  const { texts } = world;
  // The carrier's own answer to a keyword may pass the block that the keyword has set.
  const isBlocked = texts.blocked.has(pairOf(message.from, message.to));
  if (isBlocked && message.author !== 'carrier') {
    moveOn(world, message, 'failed', 21610);
    return;
  }
  if (message.media.length === 0) {
    carry(world, message);
    return;
  }
  const collected = collectMedia(world, message).then((isWhole) => {
    if (isWhole) carry(world, message);
    else moveOn(world, message, 'failed', 11200);
  });
  texts.track(collected);
}

function carry(world: World, message: Message): void {
  const { texts, config } = world;
  moveOn(world, message, 'sending');
  texts.later(config.timing.textSendMs, () => {
    message.sentAt = texts.now();
    moveOn(world, message, 'sent');
    texts.later(config.timing.textDeliveryMs, () => arrive(world, message));
  });
}

function arrive(world: World, message: Message): void {
  const arrival = arrivalOf(world, message);
  if (arrival === 30006) world.texts.landlines.add(message.to);
  if (arrival !== 'arrives') {
    moveOn(world, message, 'undelivered', arrival);
    return;
  }
  const { seed } = world.config;
  // Some carriers send no receipts: `sent` is then the last known status.
  const hasReceipt = chance(seed, message.key, 'no_receipt') >= world.faults.texts.no_receipt;
  if (hasReceipt) moveOn(world, message, 'delivered');
  if (message.author === 'customer') world.read(message);
}

function arrivalOf(world: World, message: Message): Arrival {
  if (message.author !== 'customer') return 'arrives';
  const { texts } = world.faults;
  const drawn = (fault: 'filtered' | 'undelivered') =>
    chance(world.config.seed, message.key, fault) < texts[fault];
  if (drawn('filtered')) return 30007;
  if (drawn('undelivered')) return 30008;
  return textStoryOf(message.to).arrival(message.attempt);
}
