import { createAnalyses } from '@ringback/shared/db/calls/analyses.ts';
import type { Db } from '@ringback/shared/db/client.ts';
import { createModelBreaker } from '@ringback/shared/db/health/model-breaker.ts';
import { createTextAnalyses } from '@ringback/shared/db/texts/text-analyses.ts';
import type { analyzeConversation } from '@ringback/shared/jobs/catalog.ts';
import type { PayloadOf } from '@ringback/shared/jobs/define-job.ts';
import { createJudge } from '@ringback/shared/providers/analysis/providers.ts';
import { withBreaker } from '@ringback/shared/providers/with-breaker.ts';
import type { Processor } from '@ringback/shared/queue/run-worker.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Ids } from '@ringback/shared/runtime/ids.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { createAnalyzeCall } from './analyze/analyze-call.ts';
import { createAnalyzeTexts } from './analyze/analyze-texts.ts';
import type { Config } from './config.ts';
import type { Finding } from './judge/finding.ts';
import { createSeekFinding } from './prove/seek-finding.ts';

type Deps = {
  db: Db;
  observe: (finding: Finding) => void;
  /** Aborted when the service stops for good: a judge that has not answered yet is waited for no longer. */
  stopping: AbortSignal;
  ids: Ids;
  log: Logger;
  now: Now;
};

/** Analyses conversations of both channels, by rules and by the judge of the settings. */
export function createAnalyze(
  config: Pick<Config, 'providers'>,
  deps: Deps,
): Processor<PayloadOf<typeof analyzeConversation>> {
  const { db, observe, stopping, ids, log, now } = deps;
  const breaker = createModelBreaker({ db, log, now });
  const { judge } = createJudge(config.providers);
  const seekFinding = createSeekFinding({
    judge: { judge: withBreaker(judge, { failed: breaker.failed }) },
    breaker,
    ids,
    now,
  });
  const analyzeCall = createAnalyzeCall({
    analyses: createAnalyses(db),
    seekFinding,
    observe,
    now,
  });
  const analyzeTexts = createAnalyzeTexts({
    textAnalyses: createTextAnalyses(db),
    seekFinding,
    observe,
    now,
  });
  return (payload, context) => {
    const signal = AbortSignal.any([context.signal, stopping]);
    return 'callId' in payload
      ? analyzeCall(payload, { ...context, signal })
      : analyzeTexts(payload, { ...context, signal });
  };
}
