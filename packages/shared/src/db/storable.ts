const UNSTORABLE = /\\(\\|u0000|ud[89a-f][0-9a-f]{2})/g;

/**
 * JSON that Postgres accepts: it refuses NUL and unpaired surrogates, which a cut may leave behind,
 * and with them the whole document. A mark replaces them.
 */
export function storable(json: string): string {
  // An escaped backslash is matched so that what follows it is not taken for an escape.
  return json.replace(UNSTORABLE, (found) => (found === '\\\\' ? found : '\ufffd'));
}
