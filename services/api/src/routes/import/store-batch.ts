import type { Imported, IncomingLead, LeadIntake } from '@ringback/shared/db/leads/lead-intake.ts';
import type { Suppressions } from '@ringback/shared/db/leads/suppressions.ts';
import { coversCampaign } from '@ringback/shared/domain/policy/consent.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { ReadFault } from '../../lead-reading/field.ts';
import type { Refusal } from '../../lead-reading/read-lead.ts';
import { soFar } from './broken-file.ts';
import type { ImportOrder } from './import-order.ts';
import type { createReport } from './import-report.ts';

export type StoreBatchDeps = {
  intake: Pick<LeadIntake, 'importBatch'>;
  suppressions: Pick<Suppressions, 'addMany'>;
  now: () => Date;
};

export type IncomingRow = IncomingLead & { line: number };
export type Batch = { rows: IncomingRow[]; refusals: Refusal[] };

/** Each takes what is planned for its number back, so that they come in smaller steps. */
const REFUSALS_AT_ONCE = 100;

/** Only these are told one by one, since they are the file's own. */
const REFUSALS: Record<string, ReadFault> = {
  repeated: { path: 'phone', found: 'a number that stands above', expected: 'each number once' },
  own_number: { path: 'phone', found: 'a number of our own', expected: "a lead's number" },
  bad_phone: { path: 'phone', found: 'a number that is not dialed', expected: 'another number' },
};

/** Stores what was read, and counts in the report what became of it: who is not to be contacted first. */
export function createStoreBatch({ intake, suppressions, now }: StoreBatchDeps) {
  return async function storeBatch(
    { rows, refusals }: Batch,
    order: ImportOrder,
    { report, refuse }: Pick<ReturnType<typeof createReport>, 'report' | 'refuse'>,
  ): Promise<void> {
    try {
      await addRefusals();
      if (rows.length > 0) await storeRows();
    } catch (thrown) {
      const error = AppError.from(thrown);
      if (error.http < 503) throw error;
      throw new AppError(error.code, `${error.message} ${soFar(report)}`, { cause: error });
    }

    async function addRefusals(): Promise<void> {
      for (let from = 0; from < refusals.length; from += REFUSALS_AT_ONCE) {
        const some = refusals.slice(from, from + REFUSALS_AT_ONCE);
        report.do_not_contact.added += await suppressions.addMany('file', some, now());
      }
    }

    async function storeRows(): Promise<void> {
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

/** How many joined the campaign with a consent in this file that does not cover it. */
function tooWeak(
  rows: IncomingRow[],
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
