import { createAnalyses } from '@ringback/shared/db/calls/analyses.ts';
import { apiModule } from '../api-module.ts';
import { correctOutcome } from './correct-outcome.ts';
import { listAnalyses } from './list-analyses.ts';
import { restoreOutcome } from './restore-outcome.ts';

export const analyses = apiModule(
  [listAnalyses, correctOutcome, restoreOutcome],
  ({ db, log, now }) => ({ analyses: createAnalyses(db), log, now }),
);
