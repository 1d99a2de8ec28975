import { describe, expect, it } from '@jest/globals';
import type { LeadIntake } from '@ringback/shared/db/leads/lead-intake.ts';
import { parsePhone } from '@ringback/shared/domain/phone-number/phone.ts';
import { NOON } from '../../testing/api-world.ts';
import { createImportLeads } from './import-leads.ts';
import { createReadRow } from './read-row.ts';

/** What one turn of the loop reads of a file, and what one statement writes of it. */
async function read(file: string) {
  const turns = [0];
  const written: number[] = [];
  const readRow = createReadRow({ readPhone: (text) => parsePhone(text) });
  const importLeads = createImportLeads({
    intake: {
      importBatch: async ({ rows }) => {
        written.push(JSON.stringify(rows).length);
        return {
          rows: rows.map(({ line }) => ({ line, result: 'stored', created: true })),
        } as Awaited<ReturnType<LeadIntake['importBatch']>>;
      },
    },
    suppressions: { addMany: async () => 0 },
    readRow: (fields, consent) => {
      const cells = fields.reduce((sum, { value }) => sum + String(value).length, 0);
      turns.push((turns.pop() ?? 0) + cells);
      return readRow(fields, consent);
    },
    now: () => NOON,
    pause: async () => {
      turns.push(0);
    },
  });
  const report = await importLeads(
    { format: 'csv', source: 'test', dryRun: false },
    (async function* () {
      // All of it in one piece, as a file that lies ready comes.
      yield new TextEncoder().encode(file);
    })(),
  );
  return { report, turns, written };
}

const phone = (n: number) => `+1212644${String(1_000 + n)}`;
const rowsOf = (rows: number, cells: number, length: number) =>
  [
    ['phone', ...Array.from({ length: cells }, (_, n) => `column ${n}`)].join(','),
    ...Array.from({ length: rows }, (_, n) =>
      [phone(n), ...Array.from({ length: cells }, () => 'x'.repeat(length))].join(','),
    ),
  ].join('\n');

describe('a file that comes in one piece', () => {
  it.each([
    ['of many short rows', 2_000, 3, 5],
    ['of wide rows', 100, 200, 10],
    ['of long cells', 50, 3, 2_000],
  ])('%s is read a little at a time', async (_, rows, cells, length) => {
    const { report, turns } = await read(rowsOf(rows, cells, length));
    expect(report).toMatchObject({ rows, created: rows, refused: 0 });
    // A turn's share, and the row with which it is used up.
    expect(Math.max(...turns)).toBeLessThanOrEqual(8_192 + cells * length + 12);
    expect(turns.length).toBeGreaterThan(10);
  });

  it('is written in statements of half a million characters at the most', async () => {
    const { written } = await read(rowsOf(400, 7, 2_000));
    expect(written.length).toBeGreaterThan(10);
    expect(Math.max(...written)).toBeLessThan(500_000);
  });
});
