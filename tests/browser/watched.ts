import type { Page } from 'playwright-core';

export type Figures = { frames: number; doubled: number; disordered: number };
export type LongTask = { at: number; ms: number };

/** For `addInitScript` of a page that is asked about by these. */
export const WATCH = { path: 'tests/browser/watch-page.js' };

/** What a page that is watched knows about itself. */
export const watched = (page: Page) => ({
  figures: (): Promise<Figures> => page.evaluate('watched.figures'),
  longTasks: (): Promise<LongTask[]> => page.evaluate('watched.longTasks'),
  forgetLongTasks: (): Promise<void> => page.evaluate('void (watched.longTasks.length = 0)'),
  /** When each text was first on the screen, in milliseconds since 1970. */
  seenAt: (): Promise<Record<string, number>> => page.evaluate('watched.seenAt'),
  /** The texts in the page's own store, in whatever order. */
  messageIds: (): Promise<string[]> => page.evaluate('watched.messageIds()'),
  /** Whether the store has so many texts, and the open thread ends with these words. */
  hasAll: (count: number, last: string): Promise<boolean> =>
    page.evaluate(`watched.hasAll(${count}, ${JSON.stringify(last)})`),
  /** All texts of the open thread in the order of the screen. */
  walk: (): Promise<string[]> => page.evaluate('watched.walk()'),
});
