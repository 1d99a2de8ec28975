import type { Field } from '../../lead-reading/field.ts';

/** A row of a file by the number of its line, or what keeps it from being one. */
export type Line =
  | { line: number; fields: Field[] }
  | { line: number; fault: { found: string; expected: string } };
