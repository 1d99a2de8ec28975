import type { Calls } from '@ringback/shared/db/calls/calls.ts';
import type { checkCalls } from '@ringback/shared/jobs/catalog.ts';
import type { PayloadOf } from '@ringback/shared/jobs/define-job.ts';
import type { Processor } from '@ringback/shared/queue/run-worker.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { AskCarrier } from './ask-carrier.ts';

type Deps = {
  calls: Pick<Calls, 'claimChecks'>;
  askCarrier: AskCarrier;
  settle: (callId: string) => Promise<void>;
  now: Now;
};

type JobDeps = Deps & { readPrices: (log: Logger) => Promise<void> };

const BATCH = 50;

/** Asks the carrier about every call without recent events, and for the prices of ended ones. */
export function createCheckCalls(deps: JobDeps): Processor<PayloadOf<typeof checkCalls>> {
  const run = createRunChecks(deps);
  return async function checkCalls(_, { log }) {
    const { asked } = await run(log);
    await deps.readPrices(log);
    return asked === 0 ? { kind: 'skip', reason: 'nothing to ask' } : { kind: 'done' };
  };
}

/** `settled` counts calls whose outcome was unknown and is known now. */
export function createRunChecks({ calls, askCarrier, settle, now }: Deps) {
  return async function runChecks(log: Logger): Promise<{ asked: number; settled: number }> {
    const due = await calls.claimChecks(now(), BATCH);
    const outcomes = await Promise.all(
      due.map(async (call) => {
        try {
          const answer = await askCarrier(call, 'check');
          if (answer === 'ended' || answer === 'presumed_not_placed') await settle(call.id);
          log.info({ callId: call.id, answer }, 'asked the carrier');
          return answer;
        } catch (err) {
          // The lease ends in a minute; then the carrier is asked again.
          log.warn({ callId: call.id, err }, 'the carrier could not be asked');
          return null;
        }
      }),
    );
    const known = ['ended', 'adopted', 'presumed_not_placed'];
    const settled = outcomes.filter((answer) => answer && known.includes(answer)).length;
    return { asked: due.length, settled };
  };
}
