import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type CsvRecord, createCsvReader } from './csv-reader.ts';

function readAll(text: string, sizes: number[] = [], limits = {}): CsvRecord[] {
  const reader = createCsvReader(limits);
  const records: CsvRecord[] = [];
  let from = 0;
  for (const size of sizes) {
    records.push(...reader.read(text.slice(from, from + size)));
    from += size;
  }
  records.push(...reader.read(text.slice(from)), ...reader.end());
  return records;
}
const fieldsOf = (text: string) =>
  readAll(text).map((record) => ('fields' in record ? record.fields : record.fault.found));

describe('a CSV file', () => {
  it.each([
    [
      'plain cells',
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'LF alone',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'no break at the end',
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'empty cells',
      'a,b,c\n,,\n',
      [
        ['a', 'b', 'c'],
        ['', '', ''],
      ],
    ],
    [
      'an empty last cell',
      'a,b\n1,',
      [
        ['a', 'b'],
        ['1', ''],
      ],
    ],
    ['empty lines', 'a\n\n\r\n1\n', [['a'], ['1']]],
    ['quotes', '"a","b ""x"""\n', [['a', 'b "x"']]],
    [
      'an empty quoted cell',
      'a,b\n"",""\n',
      [
        ['a', 'b'],
        ['', ''],
      ],
    ],
    [
      'separators and breaks in quotes',
      'a,b\n"1,2","x\ny"\n',
      [
        ['a', 'b'],
        ['1,2', 'x\ny'],
      ],
    ],
    ['CRLF after quotes', '"a"\r\n"b"\r\n', [['a'], ['b']]],
    [
      'semicolons',
      'a;b\n1,5;2\n',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'tabs',
      'a\tb\n1\t2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a quoted comma in a header of semicolons',
      '"a,b,c";d\n1;2\n',
      [
        ['a,b,c', 'd'],
        ['1', '2'],
      ],
    ],
    ['nothing', '', []],
    ['breaks alone', '\r\n\n', []],
  ])('with %s', (_, text, fields) => {
    expect(fieldsOf(text)).toEqual(fields);
  });

  it.each([
    ['a quote in the middle of a cell', 'a,b\n1"x,2\n3,4\n'],
    ['text after a closing quote', 'a,b\n"1"x,2\n3,4\n'],
    ['text after a closing quote', 'a,b\n"1"\rx,2\n3,4\n'],
  ])('with %s: that row is a fault, the next one is read', (found, text) => {
    expect(fieldsOf(text)).toEqual([['a', 'b'], found, ['3', '4']]);
  });

  it('with an unclosed quote reports where it was opened', () => {
    expect(readAll('a\nb\n"c\nd\ne')).toMatchObject([
      { line: 1 },
      { line: 2 },
      { line: 3, fault: { found: 'a quote that is never closed' } },
    ]);
  });

  it('counts lines over cells that hold breaks', () => {
    expect(readAll('a\n"x\ny"\nb\n').map(({ line }) => line)).toEqual([1, 2, 4]);
  });

  it.each([
    ['cell', { fieldChars: 10 }, `a\n${'x'.repeat(11)}\nb`],
    ['quoted cell', { fieldChars: 10 }, `a\n"${'x'.repeat(11)}"\nb`],
    ['row', { recordChars: 10 }, `a\n${'xxx,'.repeat(5)}\nb`],
    ['list of cells', { fieldsPerRecord: 3 }, 'a\n1,2,3,4,5\nb'],
  ])('with a %s over the limit goes on after it', (_, limits, text) => {
    const [, fault, last] = readAll(text, [], limits);
    expect(fault).toMatchObject({ line: 2, fault: expect.anything() });
    expect(last).toEqual({ line: 3, fields: ['b'] });
  });

  it('reads the same however it is cut', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', '=', 'é', ' ') });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 });
    fc.assert(
      fc.property(table, fc.array(fc.nat({ max: 7 })), (rows, sizes) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        // The first line decides the separator.
        const text = ['h,h', ...rows.map((row) => row.map(quoted).join(','))].join('\r\n');
        const found = readAll(text, sizes).map((r) => ('fields' in r ? r.fields : r.fault));
        expect(found).toEqual([['h', 'h'], ...rows]);
      }),
    );
  });

  it('of random bytes is read to its end', () => {
    const noise = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r') });
    fc.assert(
      fc.property(noise, fc.array(fc.nat({ max: 5 })), (text, sizes) => {
        expect(readAll(text, sizes)).toEqual(readAll(text));
      }),
    );
  });
});
