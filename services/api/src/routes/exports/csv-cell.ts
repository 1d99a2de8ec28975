/** A number with its sign: a spreadsheet reads it as what it is. */
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;
/** What a spreadsheet would take for a formula, or Excel for the end of a cell. */
const FORMULA = /^[\s\0]*[=+\-@\t\r＝＋－＠]/u;

/**
 * A value as it stands in a cell. Words that a spreadsheet would run get an apostrophe before them, as
 * spreadsheets themselves mark text; phone numbers stay as they are.
 */
export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}
