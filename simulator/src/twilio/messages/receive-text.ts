import { chance } from '../../chance.ts';
import { paintCar } from '../../people/photo.ts';
import type { World } from '../../world.ts';
import { announceText } from './announce-text.ts';
import { isTollFree } from './encoding.ts';
import { carrierReply, keywordOf } from './keywords.ts';
import type { Message } from './message.ts';
import { liveText } from './message-life.ts';
import { openMessage } from './open-message.ts';
import { pairOf } from './texts.ts';

export type Written = {
  from: string;
  to: string;
  body: string;
  photos: number;
  /** Files that are no photos, or are called something else than what they are. */
  files?: readonly { type: string; content: Buffer }[];
};

/** A person's text reaches one of our numbers: the carrier handles its keywords, then passes it on. */
export function receiveText(
  world: World,
  { from, to, body, photos, files = [] }: Written,
): Message {
  const sent = [
    ...Array.from({ length: photos }, (_, nth) => ({ type: 'image/png', content: paintCar(nth) })),
    ...files,
  ];
  const message = openMessage(
    world,
    {
      to,
      from,
      serviceSid: world.texts.serviceOf.get(to) ?? null,
      body,
      mediaUrls: sent.map(() => ''),
      statusCallback: null,
      validityMs: 0,
      sendAt: null,
    },
    'inbound',
    'lead',
  );
  message.media.forEach((medium, nth) => {
    medium.url = world.mediumUrl(message.sid, medium.sid);
    medium.contentType = sent[nth]?.type ?? medium.contentType;
    medium.content = sent[nth]?.content ?? null;
  });
  message.sentAt = message.createdAt;
  obeyKeyword(world, message);

  const { inbound_delay_ms, inbound_drop, inbound_duplicate } = world.faults.texts;
  const drawn = (name: string, share: number) =>
    chance(world.config.seed, message.key, name) < share;
  if (drawn('inbound_drop', inbound_drop)) world.texts.unreported.push(message);
  else {
    const times = drawn('inbound_duplicate', inbound_duplicate) ? 2 : 1;
    message.announcements = times;
    const announce = () => world.texts.track(announceText(world, message, times));
    if (inbound_delay_ms > 0) world.texts.later(inbound_delay_ms, announce);
    else announce();
  }
  return message;
}

/** STOP and similar keywords work at once, whether or not the customer receives them. */
function obeyKeyword(world: World, { from: person, to: ours, body }: Message): void {
  const { texts, faults } = world;
  const isFree = isTollFree(ours);
  const keyword = keywordOf(body, isFree);
  if (keyword === null || faults.texts.keywords === 'off') return;
  const pair = pairOf(ours, person);
  const wasBlocked = texts.blocked.has(pair);
  if (keyword === 'STOP') texts.blocked.add(pair);
  if (keyword === 'START') texts.blocked.delete(pair);
  // A repeated keyword, or YES without an earlier STOP, gets no answer.
  const isChange = keyword === 'HELP' || (keyword === 'STOP') !== wasBlocked;
  if (!isChange || faults.texts.keywords === 'block') return;
  const reply = openMessage(
    world,
    {
      to: person,
      from: ours,
      serviceSid: null,
      body: carrierReply(keyword, isFree),
      mediaUrls: [],
      statusCallback: null,
      validityMs: 36_000_000,
      sendAt: null,
    },
    'outbound-reply',
    'carrier',
  );
  liveText(world, reply);
}
