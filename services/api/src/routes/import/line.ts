import type { Cell } from './read-row.ts';

export type Line =
  | { line: number; cells: Iterable<Cell> }
  | { line: number; fault: { found: string; expected: string } };
