/** Ample for whatever a telephone can write; a text has 1,600 characters. */
const MOST_CHARACTERS = 20_000;

/**
 * What somebody wrote, as it can be read by rules and kept by Postgres: without NUL, without halves
 * of characters, and cut rather than refused. A text that does not fit may be a STOP all the same.
 */
export function readable(written: string): string {
  return written.slice(0, MOST_CHARACTERS).replaceAll('\0', '').toWellFormed();
}
