import { expect, it } from '@jest/globals';
import { csvCell } from './csv-cell.ts';

it.each([
  ['=1+1', "'=1+1"],
  ['=HYPERLINK("http://evil.example","Click")', '\'=HYPERLINK("http://evil.example","Click")'],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['-2+3+cmd|calc', "'-2+3+cmd|calc"],
  ['+1+1', "'+1+1"],
  ['  =1+1', "'  =1+1"],
  ['\t=1+1', "'\t=1+1"],
  ['\r=1+1', "'\r=1+1"],
  ['＝1+1', "'＝1+1"],
])('marks %j as text, since a spreadsheet would run it', (value, cell) => {
  expect(csvCell(value)).toBe(cell);
});

it.each([
  ['+12025550101', '+12025550101'],
  [-1.5, '-1.5'],
  [0, '0'],
  [false, 'false'],
  [null, ''],
  [undefined, ''],
  [{ car: 'a = b' }, '{"car":"a = b"}'],
  ['O’Hara, "June"\nand co', 'O’Hara, "June"\nand co'],
])('writes %j as it is', (value, cell) => {
  expect(csvCell(value)).toBe(cell);
});
