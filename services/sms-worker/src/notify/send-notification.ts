import type {
  NotificationBegun,
  NotificationResult,
  Notifications,
} from '@ringback/shared/db/notifications/notifications.ts';
import { nextTry } from '@ringback/shared/domain/notifications/next-try.ts';
import { tellAt } from '@ringback/shared/domain/notifications/who-is-told.ts';
import type { sendNotification } from '@ringback/shared/jobs/catalog.ts';
import type { PayloadOf } from '@ringback/shared/jobs/define-job.ts';
import type { Processor } from '@ringback/shared/queue/run-worker.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Notify } from './notify-colleague.ts';
import { wordNotification } from './word-notification.ts';

type Deps = {
  notifications: Pick<Notifications, 'begin' | 'record'>;
  notify: Notify;
  dashboardUrl: string;
  business: string;
  /** Called with every attempt. */
  observe: (channel: 'text' | 'mail', outcome: Outcome) => void;
  now: Now;
};

export type Outcome = 'sent' | 'retried' | 'dead';
type Begun = Extract<NotificationBegun, { verdict: 'go' }>;

/** Longer than an attempt may take; then the sweep makes another one, which asks the carrier first. */
const LEASE_MS = 60_000;

/**
 * Makes one attempt to send a colleague a text or mail about somebody who needs a person. A text
 * whose outcome is unknown is looked up at the carrier and is not sent again if it is there; a mail
 * is sent again under the same message id.
 */
export function createSendNotification(deps: Deps): Processor<PayloadOf<typeof sendNotification>> {
  const { notifications, notify, dashboardUrl, business, observe, now } = deps;

  return async function runSendNotification({ notificationId: id }, { log }) {
    const begun = await notifications.begin(id, LEASE_MS, now());
    if (begun.verdict === 'skip') return { kind: 'skip', reason: begun.reason };
    if (begun.verdict === 'wait') return { kind: 'skip', reason: 'not due' };
    const { fence, channel, attempts, need, user } = begun;

    const at = tellAt(need, user, now());
    if (at > now()) {
      const held = { status: begun.unsure ? ('unknown' as const) : ('pending' as const) };
      await notifications.record(id, fence, { ...held, next_at: at }, now());
      return { kind: 'skip', reason: 'quiet hours' };
    }
    const words = wordNotification({ id, need, dashboardUrl, business });
    const result = await attempt({ ...begun, id, words });
    await notifications.record(id, fence, result, now());
    const outcome =
      result.status === 'sent' || result.status === 'dead' ? result.status : 'retried';
    observe(channel, outcome);
    const facts = { notificationId: id, needId: need.id, channel, attempt: attempts, outcome };
    // A person has to look: there will be no further attempt.
    log[outcome === 'dead' ? 'error' : 'info'](
      { ...facts, error: result.error },
      'notification attempted',
    );
    return { kind: 'done' };
  };

  async function attempt(
    given: Begun & { id: string; words: ReturnType<typeof wordNotification> },
  ): Promise<NotificationResult> {
    const { id, words, channel, user, need, unsure, first_tried_at } = given;
    try {
      if (channel === 'mail') {
        await notify.mail({ to: { name: user.name, address: user.email }, id, ...words.letter });
        return { status: 'sent' };
      }
      const since = new Date(first_tried_at);
      const sid = await notify.text({
        ...{ to: user.phone ?? '', body: words.text, id },
        isLive: need.kind === 'call',
        maybeSentSince: unsure ? since : null,
      });
      return { status: 'sent', provider_sid: sid };
    } catch (thrown) {
      return afterFailure(AppError.from(thrown), given.attempts, unsure);
    }
  }

  function afterFailure(error: AppError, attempts: number, unsure: boolean): NotificationResult {
    const next = error.code === 'provider_rejected' ? null : nextTry(attempts, now());
    if (!next) return { status: 'dead', error: error.code };
    const mayBeSent = unsure || error.code !== 'provider_unavailable';
    return { status: mayBeSent ? 'unknown' : 'pending', error: error.code, next_at: next };
  }
}
