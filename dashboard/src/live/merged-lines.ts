import type { LiveEvent } from '@ringback/shared/events/live-event.ts';

/** What the console of a development build says of one batch: a line for each new text. */
export const mergedLines = (events: readonly Pick<LiveEvent, 'type'>[]): string[] =>
  events.filter(({ type }) => type === 'message.created').map(() => '[SSE] new_message merged');
