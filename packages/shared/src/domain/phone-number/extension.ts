/** What is dialed once the line answers; leads have a check of the same form in SQL. */
export const EXTENSION = /^\d{1,11}$/;

/** A number as a person wrote it, and what is dialed once it answers. */
export type WithExtension = { main: string; extension: string | null };

/** At the end, a word for extension and digits. */
const NAMED =
  /[\s,;(–-]*(?:;ext=|e?xt(?:n|ensi[oó]n)?|extensi[oó]n|anexo|int(?:erno)?|poste|durchwahl|dw|toestel|tst|x|#|доб)\.?[\s:#=.-]*(\d{1,11})\s*\)?\s*$/iu;
/** At the end, the pauses that phones store, and digits: more of them are a second number. */
const PAUSED = /\s*(?:[,;]{1,4}|[pw]{1,4})\s*(\d{1,6})\s*$/i;
/** The shortest number that may stand before an extension. */
const FEWEST_DIGITS = 7;

/**
 * Splits the extension off: `+1 202 555 0116 ext. 12`, `x12`, `,,12`, `;ext=12`. A lone hyphen is
 * part of the number.
 */
export function splitExtension(text: string): WithExtension {
  const [tail = '', extension] = NAMED.exec(text) ?? PAUSED.exec(text) ?? [];
  const main = text.slice(0, text.length - tail.length);
  if (extension === undefined || main.replace(/\D/g, '').length < FEWEST_DIGITS) {
    return { main: text, extension: null };
  }
  return { main: main.trim(), extension };
}
