import type { Field } from '../../lead-reading/field.ts';

/** A row of a file with its line number, or its fault. */
export type Line =
  | { line: number; fields: Field[] }
  | { line: number; fault: { found: string; expected: string } };
