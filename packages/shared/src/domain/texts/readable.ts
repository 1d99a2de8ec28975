/** Ample for any phone; a text has 1,600 characters. */
const MOST_CHARACTERS = 20_000;

/**
 * A person's text in a form that rules can read and Postgres can store: without NUL, without halves
 * of characters, and cut rather than refused. A text that does not fit may still be a STOP.
 */
export function readable(written: string): string {
  return written.slice(0, MOST_CHARACTERS).replaceAll('\0', '').toWellFormed();
}
