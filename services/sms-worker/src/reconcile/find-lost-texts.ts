import type { InboundPolls } from '@ringback/shared/db/health/inbound-polls.ts';
import type { Messages } from '@ringback/shared/db/texts/messages.ts';
import {
  inboundSlices,
  isPollDue,
  pollUpTo,
  type Slice,
} from '@ringback/shared/domain/texts/inbound-slices.ts';
import type { findLostTexts } from '@ringback/shared/jobs/catalog.ts';
import type { PayloadOf } from '@ringback/shared/jobs/define-job.ts';
import type { TextProvider } from '@ringback/shared/providers/sms/port.ts';
import type { Processor } from '@ringback/shared/queue/run-worker.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { AdoptText } from './adopt-text.ts';

type Deps = {
  looks: InboundPolls;
  messages: Pick<Messages, 'knownSids'>;
  /** Whose list is read, by its name in the rows. */
  carrier: string;
  provider: Pick<TextProvider, 'listInbound'>;
  adoptText: AdoptText;
  /** The senders in the settings: they may have called people and never texted. */
  senders: readonly string[];
  now: Now;
};

/** How many sids fit into one query. */
const BATCH = 100;
/** A carrier that gave no list is not asked again at once. */
const REFUSED_MS = 10_000;

/**
 * Reads the carrier's list of texts to our numbers and stores the missing ones: their webhook was
 * lost, and the carrier does not repeat it. A row records how far the list was read, so an outage of
 * up to a week is made up for; the oldest texts come first, as they were written.
 */
export function createFindLostTexts(deps: Deps): Processor<PayloadOf<typeof findLostTexts>> {
  const { looks, carrier, now } = deps;
  let quietUntilMs = 0;

  return async function findLostTexts(_, { log, signal }) {
    const at = now();
    const look = await looks.begin(carrier, at);
    if (at.getTime() < quietUntilMs || !isPollDue(look, at)) {
      return { kind: 'skip', reason: 'read a moment ago' };
    }
    const senders = [...new Set([...deps.senders, ...look.senders])];
    const { slices, outOfReachMs } = inboundSlices(
      look.lookedUntil,
      at,
      pollUpTo(look.heartbeat, at),
    );
    if (outOfReachMs > 0) {
      log.error({ lookedUntil: look.lookedUntil }, 'earlier texts are too old to be read');
    }
    let found = 0;
    for (const slice of slices) {
      if (signal.aborted) break;
      try {
        found += await readSlice(slice, senders, log);
      } catch (thrown) {
        const err = AppError.from(thrown);
        if (!err.code.startsWith('provider_')) throw err;
        // The next run continues here. An alarm fires if that goes on.
        quietUntilMs = now().getTime() + REFUSED_MS;
        log.warn({ err }, 'the carrier could not be asked for lost texts');
        return { kind: 'skip', reason: 'the carrier gave no list' };
      }
      await looks.record(carrier, slice.until, now());
    }
    if (found === 0) return { kind: 'skip', reason: 'no text was lost' };
    log.warn({ found }, 'texts found whose webhook has not come');
    return { kind: 'done' };
  };

  async function readSlice(slice: Slice, senders: string[], log: Logger): Promise<number> {
    const { messages, provider, adoptText } = deps;
    const { texts, isWhole } = await provider.listInbound({ senders, ...slice });
    if (!isWhole) log.error({ ...slice }, 'a number got more texts than can be read');
    let found = 0;
    for (let from = 0; from < texts.length; from += BATCH) {
      const batch = texts.slice(from, from + BATCH);
      const known = await messages.knownSids(batch.map(({ messageSid }) => messageSid));
      for (const text of batch) {
        // One after another: their order is the order of the conversation.
        if (!known.has(text.messageSid) && (await adoptText(text, log))) found += 1;
      }
    }
    return found;
  }
}
