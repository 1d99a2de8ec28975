import type { NewConsent } from '@ringback/shared/db/consents.ts';
import type { Imported, IncomingLead, LeadIntake } from '@ringback/shared/db/lead-intake.ts';
import { coversCampaign } from '@ringback/shared/domain/policy/consent.ts';
import type { Purpose } from '@ringback/shared/domain/policy/purpose.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { HttpError } from '../../http/http-error.ts';
import { columnOf } from './columns.ts';
import { createCsvReader } from './csv-reader.ts';
import { createJsonLines } from './json-lines.ts';
import type { Line } from './line.ts';
import type { Cell, ReadRow, RowFault } from './read-row.ts';

export type ImportOrder = {
  format: 'csv' | 'ndjson';
  source: string;
  campaignId?: string | undefined;
  consent?: NewConsent | undefined;
  /** What the campaign is for, if there is one: some consents do not cover it. */
  purpose?: Purpose | undefined;
  /** Reads and judges everything, and writes nothing. */
  dryRun: boolean;
};

export type LineFault = RowFault & { line: number };

export type ImportReport = {
  bytes: number;
  rows: number;
  created: number;
  known: number;
  enrolled: number;
  refused: number;
  weak_consents: number;
  results: Record<string, number>;
  faults: LineFault[];
  faults_omitted: number;
  ignored_columns: string[];
};

type Deps = {
  intake: Pick<LeadIntake, 'importBatch'>;
  readRow: (cells: Iterable<Cell>, ofTheFile?: NewConsent) => ReadRow;
  now: () => Date;
  limits?: Partial<typeof LIMITS>;
};

export const LIMITS = { bytes: 50 * 1024 * 1024, rows: 500_000, batch: 500, faults: 1_000 };

/** Only these are told one by one, since they are the file's own. */
const REFUSALS: Record<string, RowFault> = {
  repeated: { path: 'phone', found: 'a number that stands above', expected: 'each number once' },
  own_number: { path: 'phone', found: 'a number of our own', expected: "a lead's number" },
  bad_phone: { path: 'phone', found: 'a number that is not dialed', expected: 'another number' },
};

/**
 * Reads a file of leads as it arrives and stores it by the hundred: whatever the size of the file,
 * memory holds one batch. A row that does not fit is told in the report and stops nothing. The same
 * file again writes nothing new.
 */
export function createImportLeads({ intake, readRow, now, limits: given = {} }: Deps) {
  const limits = { ...LIMITS, ...given };

  return async function importLeads(
    order: ImportOrder,
    chunks: AsyncIterable<Uint8Array>,
    onBatch: (report: ImportReport) => void = () => undefined,
  ): Promise<ImportReport> {
    const report: ImportReport = {
      bytes: 0,
      rows: 0,
      created: 0,
      known: 0,
      enrolled: 0,
      refused: 0,
      weak_consents: 0,
      results: {},
      faults: [],
      faults_omitted: 0,
      ignored_columns: [],
    };
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const lines = order.format === 'csv' ? createCsvLines(report) : createJsonLines();
    let batch: (IncomingLead & { line: number })[] = [];

    for await (const chunk of unbroken(chunks, report)) {
      report.bytes += chunk.byteLength;
      if (report.bytes > limits.bytes) throw tooLarge(`${limits.bytes} bytes`, report);
      await take(lines.read(decode(chunk)));
    }
    await take(lines.read(decode()));
    await take(lines.end());
    await store();
    return report;

    function decode(chunk?: Uint8Array): string {
      try {
        return decoder.decode(chunk, { stream: chunk !== undefined });
      } catch {
        throw new AppError('invalid_input', `The file is not UTF-8. ${soFar(report)}`, {
          faults: [{ path: '(body)', found: 'another encoding', expected: 'UTF-8' }],
        });
      }
    }

    async function take(records: Line[]): Promise<void> {
      for (const record of records) {
        report.rows += 1;
        if (report.rows > limits.rows) throw tooLarge(`${limits.rows} rows`, report);
        if ('fault' in record) {
          refuse({ line: record.line, path: '(row)', ...record.fault });
          continue;
        }
        const read = readRow(record.cells, order.consent);
        if (read.ok) batch.push({ ...read.lead, line: record.line });
        else refuse({ line: record.line, ...read.fault });
        if (batch.length >= limits.batch) await store();
      }
    }

    async function store(): Promise<void> {
      const rows = batch;
      batch = [];
      if (rows.length > 0 && !order.dryRun) {
        const { source, campaignId, consent } = order;
        const stored = await intake
          .importBatch(
            {
              source,
              rows,
              ...(campaignId ? { campaign_id: campaignId } : {}),
              ...(consent ? { consent } : {}),
            },
            now(),
          )
          .catch((thrown: unknown) => {
            const error = AppError.from(thrown);
            if (error.http < 503) throw error;
            throw new AppError(error.code, `${error.message} ${soFar(report)}`, { cause: error });
          });
        for (const row of stored.rows) count(row);
        report.weak_consents += tooWeak(rows, stored, order);
      }
      onBatch(report);
    }

    function count({ line, result, created }: Imported['rows'][number]): void {
      report.results[result] = (report.results[result] ?? 0) + 1;
      const refusal = Object.hasOwn(REFUSALS, result) ? REFUSALS[result] : undefined;
      if (refusal) refuse({ line, ...refusal });
      else if (created) report.created += 1;
      else report.known += 1;
      if (result === 'enrolled') report.enrolled += 1;
    }

    function refuse(fault: LineFault): void {
      report.refused += 1;
      if (report.faults.length < limits.faults) report.faults.push(fault);
      else report.faults_omitted += 1;
    }
  };
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

/** Records of a CSV file under the names of its first line. */
function createCsvLines(report: ImportReport) {
  const reader = createCsvReader();
  let header: string[] | null = null;

  function named(records: ReturnType<typeof reader.read>): Line[] {
    return records.flatMap((record): Line[] => {
      if (header === null) {
        header = readHeader('fields' in record ? record.fields : [], report);
        return [];
      }
      if ('fault' in record) return [record];
      const { line, fields } = record;
      const names = header;
      if (fields.length > names.length) {
        const expected = `${names.length} cells, as the header has`;
        return [{ line, fault: { found: `${fields.length} cells`, expected } }];
      }
      return [{ line, cells: fields.map((field, at) => [names[at] ?? '', field] as const) }];
    });
  }

  return {
    read: (text: string) => named(reader.read(text)),
    end: () => {
      const records = named(reader.end());
      if (header === null) readHeader([], report);
      return records;
    },
  };
}

function readHeader(fields: string[], report: ImportReport): string[] {
  const names = fields.map((name) => name.trim());
  if (!names.some((name) => columnOf(name) === 'phone')) {
    throw new AppError('invalid_input', 'The first line must name the columns; one is the phone.', {
      faults: [{ path: '(header)', found: 'no column "phone"', expected: 'a column "phone"' }],
    });
  }
  report.ignored_columns = names
    .filter((name) => columnOf(name) === 'ignored')
    .map((name) => name.slice(0, 60));
  return names;
}

function tooLarge(most: string, report: ImportReport): HttpError {
  return new HttpError(413, 'too_large', `A file has at most ${most}. ${soFar(report)}`);
}

/** Whoever mends the file sends it again as a whole: what is stored is not stored twice. */
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

function soFar({ created, known }: ImportReport): string {
  return `${created + known} leads before that were stored; the whole file may be sent again.`;
}
