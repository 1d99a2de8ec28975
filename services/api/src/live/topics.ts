import { KINDS } from '@ringback/shared/events/kinds.ts';
import type { LiveEvent } from '@ringback/shared/events/live-event.ts';

const PRIVATE = Object.entries(KINDS)
  .filter(([, kind]) => 'isPrivate' in kind)
  .map(([noun]) => `${noun}:`);

/** Whether it may be told to this caller: what is private only to the one whose id its topic names. */
export function mayHear(callerId: string, { topic }: LiveEvent): boolean {
  const noun = PRIVATE.find((one) => topic.startsWith(one));
  return noun === undefined || topic === `${noun}${callerId}`;
}

/**
 * Whether somebody asked for this event. `lead:6` is that row and whatever else belongs to the
 * lead, `call` and `call:` are all calls; nothing asked for is everything.
 */
export function wants(topics: string[], event: LiveEvent): boolean {
  if (topics.length === 0) return true;
  return topics.some((topic) => covers(topic, event.topic) || topic === leadOf(event));
}

/** The same for what is no row. */
export const wantsTopic = (topics: string[], about: string): boolean =>
  topics.length === 0 || topics.some((topic) => covers(topic, about));

function covers(topic: string, about: string): boolean {
  if (about === topic) return true;
  if (topic.endsWith(':')) return about.startsWith(topic);
  return !topic.includes(':') && about.startsWith(`${topic}:`);
}

function leadOf({ payload }: LiveEvent): string | null {
  return 'lead_id' in payload && payload.lead_id != null ? `lead:${payload.lead_id}` : null;
}
