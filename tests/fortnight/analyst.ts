import { createAnalyzeCall } from '@ringback/analyzer/analyze/analyze-call.ts';
import { createAnalyzeTexts } from '@ringback/analyzer/analyze/analyze-texts.ts';
import { Config } from '@ringback/analyzer/config.ts';
import { createSeekFinding } from '@ringback/analyzer/prove/seek-finding.ts';
import { createAnalyses } from '@ringback/shared/db/calls/analyses.ts';
import type { Db } from '@ringback/shared/db/client.ts';
import { createModelBreaker } from '@ringback/shared/db/health/model-breaker.ts';
import { createTextAnalyses } from '@ringback/shared/db/texts/text-analyses.ts';
import { analyzeConversation } from '@ringback/shared/jobs/catalog.ts';
import { createJudge } from '@ringback/shared/providers/analysis/providers.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { readConfig } from '@ringback/shared/runtime/read-config.ts';
import type { AdversarialQueue } from './adversarial-queue.ts';
import type { Dice } from './dice.ts';
import { mortal } from './mortal.ts';
import type { Tally } from './tally.ts';

type Deps = {
  environment: Record<string, string>;
  db: Db;
  queue: AdversarialQueue;
  dice: Dice;
  crash: number;
  uuid: () => string;
  now: () => Date;
  tally: Tally;
  log: Logger;
};

/** The processors of the analyzer, wired as its service wires them. */
export function wireAnalyst({
  environment,
  db,
  queue,
  dice,
  crash,
  uuid,
  now,
  tally,
  log,
}: Deps): void {
  const config = readConfig(Config, environment);
  const fate = { share: crash, dice, tally };
  const judge = createJudge(config.providers);
  const seekFinding = createSeekFinding({
    judge,
    breaker: createModelBreaker({ db, log, now }),
    ids: { uuid },
    now,
  });
  const observe = () => tally.count('analysis saved');
  const analyzeCall = createAnalyzeCall({
    analyses: mortal(createAnalyses(db), { ...fate, names: ['save'] }),
    seekFinding,
    observe,
    now,
  });
  const analyzeTexts = createAnalyzeTexts({
    textAnalyses: mortal(createTextAnalyses(db), { ...fate, names: ['record'] }),
    seekFinding,
    observe,
    now,
  });
  queue.on(analyzeConversation, (payload, context) =>
    'callId' in payload ? analyzeCall(payload, context) : analyzeTexts(payload, context),
  );
}
