import { setImmediate as nextTurn } from 'node:timers/promises';
import type { NewConsent } from '@ringback/shared/db/leads/consents.ts';
import type { Imported, IncomingLead, LeadIntake } from '@ringback/shared/db/leads/lead-intake.ts';
import type { Suppressions } from '@ringback/shared/db/leads/suppressions.ts';
import type { SuppressionScope } from '@ringback/shared/domain/lead-fields/refusal-names.ts';
import { coversCampaign } from '@ringback/shared/domain/policy/consent.ts';
import type { Purpose } from '@ringback/shared/domain/policy/purpose.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { HttpError } from '../../http/http-error.ts';
import type { Field, ReadFault } from '../../lead-reading/field.ts';
import type { ReadLead, Refusal } from '../../lead-reading/read-lead.ts';
import { readAs } from './columns.ts';
import { createCsvLines } from './csv-lines.ts';
import { type Encoding, notText } from './file-encoding.ts';
import { createReport, type ImportReport } from './import-report.ts';
import { createJsonLines } from './json-lines.ts';
import type { Line } from './line.ts';
import { createTextOfFile } from './text-of-file.ts';

export type ImportOrder = {
  format: 'csv' | 'ndjson';
  source: string;
  /** Every number of the file is not to be contacted on these channels; nobody becomes a lead. */
  refuses?: SuppressionScope | undefined;
  /** Our field: the name of its column. */
  mapping?: Readonly<Record<string, string>> | undefined;
  encoding?: Encoding | undefined;
  campaignId?: string | undefined;
  consent?: NewConsent | undefined;
  /** What the campaign is for, if there is one: some consents do not cover it. */
  purpose?: Purpose | undefined;
  /** Reads and judges everything, writes nothing, and shows the first rows as they will be. */
  dryRun: boolean;
};

type Deps = {
  intake: Pick<LeadIntake, 'importBatch'>;
  suppressions: Pick<Suppressions, 'addMany'>;
  readRow: (fields: readonly Field[], ofTheFile?: NewConsent) => ReadLead;
  now: () => Date;
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
/** Each takes what is planned for its number back, so that they come in smaller steps. */
const REFUSALS_AT_ONCE = 100;
const OF_THE_FILE = 'A file of numbers that are not to be contacted.';

/** Only these are told one by one, since they are the file's own. */
const REFUSALS: Record<string, ReadFault> = {
  repeated: { path: 'phone', found: 'a number that stands above', expected: 'each number once' },
  own_number: { path: 'phone', found: 'a number of our own', expected: "a lead's number" },
  bad_phone: { path: 'phone', found: 'a number that is not dialed', expected: 'another number' },
};

/**
 * Reads a file of leads as it arrives and stores it by the hundred: whatever the size of the file,
 * memory holds one batch. A row that does not fit is told in the report and stops nothing. Who is not
 * to be contacted is put on the list before anything else of the batch is stored. The same file again
 * writes nothing new.
 */
export function createImportLeads(deps: Deps) {
  const { intake, suppressions, readRow, now, pause = nextTurn } = deps;
  const limits = { ...LIMITS, ...deps.limits };

  return async function importLeads(
    order: ImportOrder,
    chunks: AsyncIterable<Uint8Array>,
    onBatch: (report: ImportReport) => void = () => undefined,
  ): Promise<ImportReport> {
    const told = createReport({ ...limits, preview: order.dryRun ? limits.preview : 0 });
    const { report, refuse } = told;
    const text = createTextOfFile(order.encoding);
    const { mapping = {}, refuses } = order;
    const lines =
      order.format === 'ndjson'
        ? createJsonLines(mapping)
        : createCsvLines({
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
    let batch: (IncomingLead & { line: number })[] = [];
    let batchChars = 0;
    let spent = 0;
    let refusals: Refusal[] = [];

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
        const isFull = batch.length >= limits.batch || refusals.length >= limits.batch;
        if (isFull || batchChars >= BATCH_CHARS) await store();
      }
    }

    function takeRow(line: number, read: ReadLead): void {
      const found = refuses ? listed(read, refuses) : read.refusals;
      if (found.length > 0) {
        refusals.push(...found);
        told.doNotContact(line, new Set(found.map(({ phone }) => phone)).size);
      }
      const fault = faultOf(read, found);
      told.preview(line, refuses ? { ...read, refusals: found } : read, fault);
      if (fault) refuse({ line, ...fault });
      else if (read.ok && !refuses) {
        told.warn(line, read.warnings);
        batch.push({ ...read.lead, line });
      }
    }

    /** A list of numbers takes every number that can be told as one, also those we would not dial. */
    function faultOf(read: ReadLead, found: readonly Refusal[]): ReadFault | null {
      if (refuses && found.length > 0) return null;
      if (!read.ok) return read.fault;
      if (read.unclear) report.do_not_contact.unclear += 1;
      return read.unclear;
    }

    async function store(): Promise<void> {
      const rows = batch;
      const refused = refusals;
      batch = [];
      batchChars = 0;
      refusals = [];
      if (!order.dryRun) await write(rows, refused).catch(sayWhatIsStored);
      onBatch(report);
    }

    async function write(rows: typeof batch, refused: Refusal[]): Promise<void> {
      for (let from = 0; from < refused.length; from += REFUSALS_AT_ONCE) {
        const some = refused.slice(from, from + REFUSALS_AT_ONCE);
        report.do_not_contact.added += await suppressions.addMany('file', some, now());
      }
      if (rows.length === 0) return;
      const { source, campaignId, consent } = order;
      const stored = await intake.importBatch(
        {
          source,
          rows,
          ...(campaignId ? { campaign_id: campaignId } : {}),
          ...(consent ? { consent } : {}),
        },
        now(),
      );
      for (const row of stored.rows) count(row);
      report.weak_consents += tooWeak(rows, stored, order);
    }

    function sayWhatIsStored(thrown: unknown): never {
      const error = AppError.from(thrown);
      if (error.http < 503) throw error;
      throw new AppError(error.code, `${error.message} ${soFar(report)}`, { cause: error });
    }

    function count({ line, result, created }: Imported['rows'][number]): void {
      report.results[result] = (report.results[result] ?? 0) + 1;
      const refusal = Object.hasOwn(REFUSALS, result) ? REFUSALS[result] : undefined;
      if (refusal) refuse({ line, ...refusal });
      else if (created) report.created += 1;
      else report.known += 1;
      if (result === 'enrolled') report.enrolled += 1;
    }
  };
}

/** By what a row costs to be read: its cells, and what stands in them. */
function costOf(record: Line): number {
  if (!('fields' in record)) return CELL;
  return record.fields.reduce((sum, { value }) => {
    return sum + CELL + (typeof value === 'string' ? value.length : 0);
  }, CELL);
}

/** Every number of the row, with the words of its own if it has some. */
function listed(read: ReadLead, scope: SuppressionScope): Refusal[] {
  const words = read.refusals[0]?.words ?? OF_THE_FILE;
  return read.numbers.map((phone) => ({ phone, scope, words }));
}

/** How many joined the campaign with a consent in this file that does not cover it. */
function tooWeak(
  rows: (IncomingLead & { line: number })[],
  { rows: stored }: Imported,
  { purpose, consent }: ImportOrder,
): number {
  if (!purpose) return 0;
  const enrolled = new Set(
    stored.filter(({ result }) => result === 'enrolled').map(({ line }) => line),
  );
  return rows.filter((row) => {
    const kind = (row.consent ?? consent)?.kind;
    return enrolled.has(row.line) && kind && !coversCampaign(kind, row.country ?? 'US', purpose);
  }).length;
}

function refuseOtherKinds(head: Uint8Array): void {
  const found = notText(head);
  if (found === null) return;
  throw new AppError('invalid_input', 'The file is no text. Save it as CSV and send that.', {
    faults: [{ path: '(body)', found, expected: 'CSV, or one JSON object on each line' }],
  });
}

function tooLarge(most: string, report: ImportReport): HttpError {
  return new HttpError(413, 'too_large', `A file has at most ${most}. ${soFar(report)}`);
}

/** That a sender goes away in the middle of a file is nothing that went wrong on our side. */
async function* unbroken(
  chunks: AsyncIterable<Uint8Array>,
  report: ImportReport,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (cause) {
    throw new AppError('invalid_input', `The file broke off. ${soFar(report)}`, {
      cause,
      faults: [{ path: '(body)', found: 'a part of the file', expected: 'all of it' }],
    });
  }
}

/** Whoever mends the file sends it again as a whole: what is stored is not stored twice. */
function soFar({ created, known }: ImportReport): string {
  return `${created + known} leads before that were stored; the whole file may be sent again.`;
}
