import { AnalysisRow } from '@ringback/shared/db/rows.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { one } from '../../http/route.ts';

/** The schema of an analysis in the documentation. */
export const Analysis = AnalysisRow.extend({}).openapi('Analysis');

export const byId = z.object({ id: z.uuid() });

export const answer = { 200: { description: 'The analysis', schema: one(Analysis) } };

type Corrected = { result: string; analysis?: AnalysisRow | undefined };

/** The analysis after a correction, or why there was none. */
export function correctedOf({ result, analysis }: Corrected): AnalysisRow {
  if (!analysis) throw new AppError('not_found', 'There is no such analysis.');
  if (result === 'is_open') {
    throw new AppError(
      'conflict',
      'The conversation goes on. Its next end says what came of it: close it with the outcome.',
    );
  }
  if (result === 'not_judged') {
    throw new AppError(
      'conflict',
      'The conversation has ended again and is being analysed. Correct it as soon as that is done.',
    );
  }
  return analysis;
}
