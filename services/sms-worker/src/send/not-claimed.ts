import type { MessageRow } from '@ringback/shared/db/text-rows.ts';
import type { TextBegun } from '@ringback/shared/db/texts/send-messages.ts';
import type { Verdict } from '@ringback/shared/queue/run-worker.ts';
import { waitUntil } from '@ringback/shared/queue/wait-until.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { TextMetrics } from '../text-metrics.ts';
import { textIds } from './text-ids.ts';

type Deps = { metrics: Pick<TextMetrics, 'sent' | 'held'>; now: Now };

/** What a claim that lost its race looks at next. */
const SOON_MS = 250;

/** How the job of a text ends whose claim was not given. */
export function createNotClaimed({ metrics, now }: Deps) {
  return function notClaimed(
    claim: Exclude<TextBegun, { verdict: 'go' }>,
    message: MessageRow,
    log: Logger,
  ): Verdict {
    switch (claim.verdict) {
      case 'skip':
        return { kind: 'skip', reason: `already ${claim.status}` };
      case 'denied':
        metrics.sent.inc({ outcome: 'denied' });
        log.info({ ...textIds(message), rule: claim.rule }, 'text refused at the claim');
        return { kind: 'skip', reason: claim.rule };
      case 'wait': {
        metrics.held.inc({ rule: claim.rule });
        // To wait a moment for one's turn is nothing to be told of.
        const level = claim.rule === 'sender_pace' ? 'debug' : 'info';
        log[level]({ ...textIds(message), rule: claim.rule, until: claim.until }, 'text held');
        const soon = now().getTime() + SOON_MS;
        return waitUntil(
          'texts',
          new Date(Math.max(Date.parse(claim.until), soon)),
          now(),
          claim.rule,
        );
      }
    }
  };
}
