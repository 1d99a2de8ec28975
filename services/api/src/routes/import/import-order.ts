import type { NewConsent } from '@ringback/shared/db/leads/consents.ts';
import type { SuppressionScope } from '@ringback/shared/domain/lead-fields/refusal-names.ts';
import type { Purpose } from '@ringback/shared/domain/policy/purpose.ts';
import type { Encoding } from './file-encoding.ts';

export type ImportOrder = {
  format: 'csv' | 'ndjson';
  source: string;
  /** Every number of the file is suppressed on these channels; no lead is created. */
  refuses?: SuppressionScope | undefined;
  /** Our field: the name of its column. */
  mapping?: Readonly<Record<string, string>> | undefined;
  encoding?: Encoding | undefined;
  campaignId?: string | undefined;
  consent?: NewConsent | undefined;
  /** The purpose of the campaign, if there is one: some consents do not cover it. */
  purpose?: Purpose | undefined;
  /** Reads and judges everything, writes nothing, and previews the first rows. */
  dryRun: boolean;
};
