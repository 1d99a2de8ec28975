import { createImportLeads } from '@ringback/api/routes/import/import-leads.ts';
import { createReadRow } from '@ringback/api/routes/import/read-row.ts';
import { createLeadIntake } from '@ringback/shared/db/leads/lead-intake.ts';
import { createSuppressions } from '@ringback/shared/db/leads/suppressions.ts';
import { parsePhone } from '@ringback/shared/domain/phone-number/phone.ts';
import { median, openScratchDatabase, round } from './texts/scratch-database.ts';

/**
 * A file of a hundred thousand leads, read as the api reads it: how many rows a second, and whether
 * memory stays flat. On the Postgres at DATABASE_URL, else on the embedded one.
 */
const LEADS = 100_000;
const CHUNK_ROWS = 400;
const AREAS = ['212', '312', '415', '303', '404', '617', '702', '713', '206', '305'];

const database = await openScratchDatabase(process.env['DATABASE_URL'] || undefined);
const importLeads = createImportLeads({
  intake: createLeadIntake(database.db),
  suppressions: createSuppressions(database.db),
  readRow: createReadRow({ readPhone: (text) => parsePhone(text, 'US') }),
  now: () => new Date(),
});

async function* file() {
  const encoder = new TextEncoder();
  yield encoder.encode('phone,name,email,city\n');
  for (let from = 0; from < LEADS; from += CHUNK_ROWS) {
    const rows = Array.from({ length: Math.min(CHUNK_ROWS, LEADS - from) }, (_, at) => {
      const n = from + at;
      const line = `2${String(n % 1_000_000).padStart(6, '0')}`;
      return `+1${AREAS[Math.floor(n / 1_000_000) % AREAS.length]}${line},"Lead, ${n}",lead${n}@example.com,Springfield\n`;
    });
    yield encoder.encode(rows.join(''));
  }
}

const begun = performance.now();
const heap: number[] = [];
const rss: number[] = [];
let toldAt = 0;
const report = await importLeads(
  {
    format: 'csv',
    source: 'bench',
    dryRun: false,
    consent: { channel: 'text', kind: 'written', text: 'Yes, text me.' },
  },
  file(),
  ({ rows }) => {
    if (rows < toldAt + LEADS / 20) return;
    toldAt = rows;
    globalThis.gc?.();
    const { heapUsed, rss: resident } = process.memoryUsage();
    heap.push(heapUsed / 2 ** 20);
    rss.push(resident / 2 ** 20);
    process.stderr.write(`${rows} rows, heap ${Math.round(heap.at(-1) ?? 0)} MiB\n`);
  },
);
const seconds = (performance.now() - begun) / 1_000;
if (report.created !== LEADS)
  throw new Error(`created ${report.created}, refused ${report.refused}`);

console.log(
  JSON.stringify({
    bench: 'import',
    database: database.kind,
    leads: LEADS,
    seconds: round(seconds, 1),
    rows_per_second: Math.round(LEADS / seconds),
    heap_mib: [heap.at(1), median(heap), Math.max(...heap)].map((one) => round(one ?? 0, 0)),
    rss_mib: [rss.at(1), Math.max(...rss)].map((one) => round(one ?? 0, 0)),
    aim_seconds: 30,
  }),
);
await database.stop();
