import { setImmediate as nextTurn } from 'node:timers/promises';
import type { NewConsent } from '@ringback/shared/db/leads/consents.ts';
import type { Field } from '../../lead-reading/field.ts';
import type { ReadLead } from '../../lead-reading/read-lead.ts';
import { refuseOtherKinds, tooLarge, unbroken } from './broken-file.ts';
import { readAs } from './columns.ts';
import { createCsvLines } from './csv-lines.ts';
import type { ImportOrder } from './import-order.ts';
import { createReport, type ImportReport } from './import-report.ts';
import { createJsonLines } from './json-lines.ts';
import { judgeRow } from './judge-row.ts';
import type { Line } from './line.ts';
import { type Batch, createStoreBatch, type StoreBatchDeps } from './store-batch.ts';
import { createTextOfFile } from './text-of-file.ts';

type Deps = StoreBatchDeps & {
  readRow: (fields: readonly Field[], ofTheFile?: NewConsent) => ReadLead;
  limits?: Partial<typeof LIMITS>;
  /** Lets everybody else have a turn. */
  pause?: () => Promise<unknown>;
};

export const LIMITS = {
  bytes: 50 * 1024 * 1024,
  rows: 500_000,
  batch: 500,
  faults: 1_000,
  preview: 10,
};
/** Characters of a file that are taken apart, and read, before others get their turn. */
const SLICE = 8_192;
/** What a cell costs beside its characters. */
const CELL = 60;
/** Of a batch: it is written, and answered, as one text. */
const BATCH_CHARS = 400_000;

/**
 * Reads a file of leads as it arrives and stores it by the hundred: whatever the size of the file,
 * memory holds one batch. A row that does not fit is told in the report and stops nothing. Who is not
 * to be contacted is put on the list before anything else of the batch is stored. The same file again
 * writes nothing new.
 */
export function createImportLeads(deps: Deps) {
  const { readRow, pause = nextTurn } = deps;
  const storeBatch = createStoreBatch(deps);
  const limits = { ...LIMITS, ...deps.limits };

  return async function importLeads(
    order: ImportOrder,
    chunks: AsyncIterable<Uint8Array>,
    onBatch: (report: ImportReport) => void = () => undefined,
  ): Promise<ImportReport> {
    const told = createReport({ ...limits, preview: order.dryRun ? limits.preview : 0 });
    const { report, refuse } = told;
    const text = createTextOfFile(order.encoding);
    const { refuses } = order;
    const lines = linesOf(order, report);
    let batch: Batch = { rows: [], refusals: [] };
    let batchChars = 0;
    let spent = 0;

    for await (const chunk of unbroken(chunks, report)) {
      if (report.bytes === 0) refuseOtherKinds(chunk);
      report.bytes += chunk.byteLength;
      if (report.bytes > limits.bytes) throw tooLarge(`${limits.bytes} bytes`, report);
      await takeText(text.read(chunk));
    }
    await takeText(text.end());
    await take(lines.end());
    await store();
    return report;

    /** However much of the file comes at once. */
    async function takeText(whole: string): Promise<void> {
      for (let from = 0; from < whole.length; from += SLICE) {
        await take(lines.read(whole.slice(from, from + SLICE)));
        await turn(SLICE);
      }
    }

    async function turn(cost: number): Promise<void> {
      spent += cost;
      if (spent < SLICE) return;
      spent = 0;
      await pause();
    }

    async function take(records: Line[]): Promise<void> {
      report.encoding = text.encoding();
      for (const record of records) {
        report.rows += 1;
        if (report.rows > limits.rows) throw tooLarge(`${limits.rows} rows`, report);
        if ('fault' in record) refuse({ line: record.line, path: '(row)', ...record.fault });
        else takeRow(record.line, readRow(record.fields, order.consent));
        const cost = costOf(record);
        batchChars += cost;
        await turn(cost);
        const { rows, refusals } = batch;
        const isFull = rows.length >= limits.batch || refusals.length >= limits.batch;
        if (isFull || batchChars >= BATCH_CHARS) await store();
      }
    }

    function takeRow(line: number, read: ReadLead): void {
      const { refusals, fault, isUnclear } = judgeRow(read, refuses);
      if (refusals.length > 0) {
        batch.refusals.push(...refusals);
        told.doNotContact(line, new Set(refusals.map(({ phone }) => phone)).size);
      }
      if (isUnclear) report.do_not_contact.unclear += 1;
      told.preview(line, { ...read, refusals }, fault);
      if (fault) refuse({ line, ...fault });
      else if (read.ok && !refuses) {
        told.warn(line, read.warnings);
        batch.rows.push({ ...read.lead, line });
      }
    }

    async function store(): Promise<void> {
      const full = batch;
      batch = { rows: [], refusals: [] };
      batchChars = 0;
      if (!order.dryRun) await storeBatch(full, order, told);
      onBatch(report);
    }
  };
}

function linesOf({ format, mapping = {}, refuses }: ImportOrder, report: ImportReport) {
  if (format === 'ndjson') return createJsonLines(mapping);
  return createCsvLines({
    mapping,
    headerless: refuses !== undefined,
    onHeader(columns) {
      report.columns = columns.map((one) => ({
        name: one.header.slice(0, 60),
        read_as: readAs(one),
      }));
      report.ignored_columns = columns
        .filter(({ role }) => role.kind === 'ignored')
        .map(({ header }) => header.slice(0, 60));
    },
  });
}

/** By what a row costs to be read: its cells, and what stands in them. */
function costOf(record: Line): number {
  if (!('fields' in record)) return CELL;
  return record.fields.reduce((sum, { value }) => {
    return sum + CELL + (typeof value === 'string' ? value.length : 0);
  }, CELL);
}
