import type { NewConsent } from '@ringback/shared/db/leads/consents.ts';
import type { SuppressionScope } from '@ringback/shared/domain/lead-fields/refusal-names.ts';
import type { Purpose } from '@ringback/shared/domain/policy/purpose.ts';
import type { Encoding } from './file-encoding.ts';

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
