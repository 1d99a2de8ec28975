import type { LiveEvent } from '@ringback/shared/events/live-event.ts';
import type { Mention } from '@ringback/shared/events/mention.ts';

/**
 * Server-Sent Events as text. The id is that of the log: the browser returns it as Last-Event-ID.
 */

const eventFrame = (event: LiveEvent): string =>
  `id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`;

const encoded = new WeakMap<readonly LiveEvent[], Map<string, Buffer>>();

/**
 * Those events of a page that a listener gets, as bytes. Listeners that get the same of a page share
 * them: with many listeners, encoding for each of them would cost more than everything else.
 */
export function pageBytes(page: readonly LiveEvent[], chosen: readonly LiveEvent[]): Buffer {
  const known = encoded.get(page) ?? new Map<string, Buffer>();
  encoded.set(page, known);
  const key = chosen.map(({ id }) => id).join();
  const bytes = known.get(key) ?? Buffer.from(chosen.map(eventFrame).join(''));
  known.set(key, bytes);
  return bytes;
}

/** Without an id: it is in no log, and a page that was disconnected does not get it later. */
export const mentionFrame = (event: Mention): string =>
  `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;

/** Has a name of its own, so that a page can tell it apart from row events. */
export const noticeFrame = (name: 'ready' | 'reset' | 'bye', id: number | null, data: object) =>
  `${id === null ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

/**
 * A heartbeat, as an event of its own: a browser shows comments to nobody, so a page could not tell
 * a dead connection from a quiet one. It carries the id, so that a client whose filter matches
 * nothing does not reconnect with an id that has been pruned from the log.
 */
export const beatFrame = (id: number | null): string =>
  `: beat\n${id === null ? '' : `id: ${id}\n`}event: beat\ndata: {}\n\n`;

/** How many milliseconds a browser waits before it reconnects. */
export const retryFrame = (ms: number): string => `retry: ${Math.round(ms)}\n\n`;
