import type { World } from '../../world.ts';
import type { Message } from './message.ts';

/** A sender's queue holds what it can send in ten hours. */
const LONGEST_QUEUE_MS = 36_000_000;

/** Whether Twilio would refuse another text from this sender. */
export function isFull({ texts }: World, sender: string): boolean {
  return (texts.freeAt.get(sender) ?? 0) - texts.now() > LONGEST_QUEUE_MS;
}

/**
 * Takes the text's place in its sender's queue: returns how long it waits there, or that it expires
 * before its turn, which takes no time from the others. Each segment takes a turn.
 */
export function takePlace(
  { texts, faults }: World,
  message: Message,
): { kind: 'leaves' | 'expires'; afterMs: number } {
  const now = texts.now();
  const startsAt = Math.max(now, texts.freeAt.get(message.from) ?? 0);
  if (startsAt - now > message.validityMs) return { kind: 'expires', afterMs: message.validityMs };
  const turns = Math.max(message.segments, 1);
  texts.freeAt.set(message.from, startsAt + (turns * 1000) / faults.texts.messages_per_second);
  return { kind: 'leaves', afterMs: startsAt - now };
}
