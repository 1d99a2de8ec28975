const UNSTORABLE = /\\(\\|u0000|ud[89a-f][0-9a-f]{2})/g;

/**
 * JSON that Postgres takes: it refuses NUL and halves of surrogate pairs, which a cut may leave
 * behind, and with them everything that stands around them. What was there is marked instead.
 */
export function storable(json: string): string {
  // An escaped backslash is matched so that what comes after it is not taken for an escape.
  return json.replace(UNSTORABLE, (found) => (found === '\\\\' ? found : '\ufffd'));
}
