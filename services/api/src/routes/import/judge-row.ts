import type { SuppressionScope } from '@ringback/shared/domain/lead-fields/refusal-names.ts';
import type { ReadFault } from '../../lead-reading/field.ts';
import type { ReadLead, Refusal } from '../../lead-reading/read-lead.ts';

const OF_THE_FILE = 'A file of numbers that are not to be contacted.';

export type JudgedRow = {
  /** The numbers of the row that are not to be contacted. */
  refusals: Refusal[];
  fault: ReadFault | null;
  /** Whether an answer of it could not be read with certainty. */
  isUnclear: boolean;
};

/**
 * What a row comes to. A list of numbers that are not to be contacted (`refuses`) takes every number
 * that can be told as one, also those we would not dial.
 */
export function judgeRow(read: ReadLead, refuses: SuppressionScope | undefined): JudgedRow {
  const refusals = refuses ? listed(read, refuses) : read.refusals;
  if (refuses && refusals.length > 0) return { refusals, fault: null, isUnclear: false };
  if (!read.ok) return { refusals, fault: read.fault, isUnclear: false };
  return { refusals, fault: read.unclear, isUnclear: read.unclear !== null };
}

/** Every number of the row, with the words of its own if it has some. */
function listed(read: ReadLead, scope: SuppressionScope): Refusal[] {
  const words = read.refusals[0]?.words ?? OF_THE_FILE;
  return read.numbers.map((phone) => ({ phone, scope, words }));
}
