import type { Leads } from '@ringback/shared/db/leads/leads.ts';
import type { Campaigns } from '@ringback/shared/db/texts/campaigns.ts';
import type { Enrollments } from '@ringback/shared/db/texts/enrollments.ts';
import { purposeOf } from '@ringback/shared/domain/policy/purpose.ts';
import { unreachable } from '@ringback/shared/domain/unreachable.ts';
import { scheduleCall } from '@ringback/shared/jobs/catalog.ts';
import type { Enqueue } from '@ringback/shared/queue/producer.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { z } from 'zod';
import { actorOf } from '../../http/actor-of.ts';
import { endpoint } from '../../http/endpoint.ts';
import { numericId } from '../../http/fields.ts';
import { one } from '../../http/route.ts';
import type { OutlookOf } from '../../policy/outlook-of.ts';
import type { QueueText } from '../../queue/queue-text.ts';
import { Enrollment } from './campaign.ts';
import { noSuchEnrollment } from './no-such-enrollment.ts';

type Deps = {
  enrollments: Pick<Enrollments, 'sendNow' | 'find'>;
  campaigns: Pick<Campaigns, 'find' | 'steps'>;
  leads: Pick<Leads, 'find'>;
  outlookOf: OutlookOf;
  queueText: QueueText;
  enqueue: Enqueue;
  log: Logger;
  now: Now;
};

export const sendStepNow = endpoint(
  {
    method: 'post',
    path: '/api/enrollments/{id}/send-now',
    tag: 'campaigns',
    summary: 'Let the next step of one lead leave now',
    description:
      'Judged again before it is planned, and once more when it leaves: hours, limits, consent and the do-not-contact list hold as ever. What may not leave now is refused with the reason.',
    access: 'agent',
    params: z.object({ id: numericId }),
    answers: {
      202: {
        description: 'On its way to be sent',
        schema: one(z.object({ enrollment: Enrollment, queued: z.boolean() })),
      },
    },
    refusals: [404, 409],
  },
  (deps: Deps) =>
    async function sendStepNow({ params: { id } }, { caller }) {
      const { enrollments, now } = deps;
      await refuseWhatMayNotLeave(deps, id);
      const sent = await enrollments.sendNow(id, actorOf(caller), now());
      switch (sent.result) {
        case 'planned':
          break;
        case 'on_its_way':
          throw new AppError('conflict', 'It is on its way already.');
        case 'resting':
          throw new AppError('conflict', 'The campaign rests for this lead. Let it go on first.');
        case 'campaign_rests':
          throw new AppError('conflict', 'The campaign is not running.');
        case 'over':
        case 'no_step':
          throw new AppError('conflict', 'There is no next step.');
        case 'no_such_enrollment':
          throw noSuchEnrollment();
        default:
          return unreachable(sent.result);
      }
      const queued = await queueStep(deps, sent.message_id ?? null, sent.call_id ?? null);
      const enrollment = await enrollments.find(id);
      if (!enrollment) throw noSuchEnrollment();
      return { status: 202, data: { enrollment, queued } };
    },
);

async function refuseWhatMayNotLeave(deps: Deps, id: number): Promise<void> {
  const { enrollments, campaigns, leads, outlookOf, now } = deps;
  const row = await enrollments.find(id);
  if (!row) throw noSuchEnrollment();
  const [campaign, steps, lead] = await Promise.all([
    campaigns.find(row.campaign_id),
    campaigns.steps(row.campaign_id),
    row.lead_id === null ? null : leads.find(row.lead_id),
  ]);
  const step = steps.find(({ position }) => position === row.next_step);
  if (!step || !lead) throw new AppError('conflict', 'There is no next step.');
  const outlook = await outlookOf(lead, now(), purposeOf(campaign?.rules['purpose']));
  const verdict = outlook[step.channel];
  if (verdict.verdict === 'allow') return;
  const code = verdict.rule === 'suppressed' ? 'suppressed' : 'conflict';
  throw new AppError(code, verdict.reason, { facts: { rule: verdict.rule } });
}

/** Lost, it is found by the sweep. */
async function queueStep(
  { queueText, enqueue, log, now }: Deps,
  messageId: string | null,
  callId: string | null,
): Promise<boolean> {
  if (messageId !== null) return queueText(messageId, now().toISOString());
  if (callId === null) return false;
  try {
    await enqueue(scheduleCall, { callId }, { delayMs: 0 });
    return true;
  } catch (err) {
    log.warn({ err, callId }, 'call accepted without its job');
    return false;
  }
}
