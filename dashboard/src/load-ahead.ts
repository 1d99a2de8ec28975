/** Everything that a page loads only when it is used. */
const PARTS = import.meta.glob([
  './pages/*/*-page.tsx',
  './**/*-dialog.tsx',
  './shell/palette/palette.tsx',
]);

/** The first page has settled by then. */
const AFTER_MS = 3_000;

/**
 * Loads every page and dialog once the first one has settled. What is loaded works without a network, and
 * after a deploy that has taken the old files off the server: nothing has to be reloaded while one works.
 */
export function loadAhead(): void {
  setTimeout(async () => {
    // One after the other, so that what is asked for meanwhile does not wait behind all of them.
    for (const load of Object.values(PARTS)) await load().catch(() => undefined);
  }, AFTER_MS);
}
