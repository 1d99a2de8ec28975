import type { Messages } from '@ringback/shared/db/texts/messages.ts';
import type { checkTexts } from '@ringback/shared/jobs/catalog.ts';
import type { PayloadOf } from '@ringback/shared/jobs/define-job.ts';
import type { Processor } from '@ringback/shared/queue/run-worker.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { AskCarrier } from './ask-carrier.ts';

type Deps = {
  messages: Pick<Messages, 'claimChecks'>;
  askCarrier: AskCarrier;
  now: Now;
};

const BATCH = 50;

/** Asks the carrier about every text without recent events. */
export function createCheckTexts(deps: Deps): Processor<PayloadOf<typeof checkTexts>> {
  const { messages, askCarrier, now } = deps;

  return async function checkTexts(_, { log }) {
    const due = await messages.claimChecks(now(), BATCH);
    await Promise.all(
      due.map(async (message) => {
        const { message_id: messageId } = message;
        try {
          const answer = await askCarrier(message, log);
          log.info({ messageId, answer }, 'asked the carrier about a text');
        } catch (err) {
          // The lease ends in a minute; then the carrier is asked again.
          log.warn({ messageId, err }, 'the carrier could not be asked');
        }
      }),
    );
    return due.length === 0 ? { kind: 'skip', reason: 'nothing to ask' } : { kind: 'done' };
  };
}
