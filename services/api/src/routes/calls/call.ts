import type { CallLists } from '@ringback/shared/db/calls/call-lists.ts';
import { CallRow } from '@ringback/shared/db/rows.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';

/** The schema of a call in the documentation. */
export const Call = CallRow.extend({}).openapi('Call');

export async function findCall(callLists: Pick<CallLists, 'find'>, id: string): Promise<CallRow> {
  const call = await callLists.find(id);
  if (!call) throw new AppError('not_found', 'This call does not exist.');
  return call;
}
