import type { LiveEvent } from '@ringback/shared/events/live-event.ts';
import type { PresenceEvent } from '@ringback/shared/events/presence.ts';

/** Server-Sent Events as text. The id is the log's own: the browser sends it back as Last-Event-ID. */

export const eventFrame = (event: LiveEvent): string =>
  `id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`;

/** Without an id: it stands in no log, and nobody who was away is told of it later. */
export const presenceFrame = (event: PresenceEvent): string =>
  `event: presence\ndata: ${JSON.stringify(event)}\n\n`;

/** Named, so that a page hears it apart from what happens to rows. */
export const noticeFrame = (name: 'ready' | 'reset' | 'bye', id: number | null, data: object) =>
  `${id === null ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

/**
 * Nothing that a page hears. It carries the id along all the same, so that somebody who filters
 * does not come back with one that the log has long forgotten.
 */
export const beatFrame = (id: number | null): string =>
  id === null ? ': beat\n\n' : `: beat\nid: ${id}\n\n`;

/** After so many milliseconds a browser comes back. */
export const retryFrame = (ms: number): string => `retry: ${Math.round(ms)}\n\n`;
