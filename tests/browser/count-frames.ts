import type { Page } from 'playwright-core';

type Counted = { frames: number; longestMs: number; ms: number };

/** In the page. Text, since the proofs that use it know no types of a browser. */
const COUNT = (ms: number) => `new Promise((done) => {
  const begun = performance.now();
  let last = begun;
  let frames = 0;
  let longestMs = 0;
  const frame = (at) => {
    frames += 1;
    longestMs = Math.max(longestMs, at - last);
    last = at;
    if (at - begun >= ${ms}) done({ frames, longestMs, ms: at - begun });
    else requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})`;

/** How many frames a page paints within so many seconds, and the longest time between two. */
export const countFrames = (page: Page, seconds: number): Promise<Counted> =>
  page.evaluate<Counted>(COUNT(seconds * 1_000));
