import {
  type NotificationRuleInput,
  NotificationRuleRow,
} from '@ringback/shared/db/notifications/notification-rules.ts';
import { CHANNELS, TO_WHOM } from '@ringback/shared/domain/notifications/who-is-told.ts';
import { PERSON_REASONS } from '@ringback/shared/domain/reasons/person-reasons.ts';
import { AppError, type Fault } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import '../../http/zod-openapi.ts';

export const Rule = NotificationRuleRow.extend({}).openapi('NotificationRule');

/** What this installation can send. */
export type Ways = { text: boolean; mail: boolean };

/** Every field of a rule; a change names some of them. */
export const ruleFields = {
  reasons: z
    .array(z.enum(PERSON_REASONS))
    .min(1)
    .openapi({ description: 'Of which needs; as the inbox names them.' }),
  after_minutes: z.int().min(0).max(10_080).openapi({
    description: 'Minutes in which nobody has acted on it; 0: at once.',
  }),
  channel: z.enum(CHANNELS),
  to_whom: z.enum(TO_WHOM).nullable().openapi({
    description:
      'Of a text or mail: whoever is on duty then, whom the conversation is assigned to, or `user_id`. Of a webhook null.',
  }),
  user_id: z.uuid().nullable(),
  endpoint_id: z.uuid().nullable().openapi({ description: 'Of a webhook.' }),
  is_active: z.boolean(),
};

/** A rule names exactly what its channel needs, and a channel that is set up. */
export function refuseUnfit(rule: Omit<NotificationRuleInput, 'id'>, ways: Ways): void {
  const { channel, to_whom, user_id, endpoint_id } = rule;
  const isWebhook = channel === 'webhook';
  const faults: Fault[] = [
    fault('to_whom', to_whom, !isWebhook, 'on_duty, assigned or user', 'of a text or mail alone'),
    fault('user_id', user_id, to_whom === 'user', 'the id of a user', 'with to_whom user alone'),
    fault('endpoint_id', endpoint_id, isWebhook, 'the id of an endpoint', 'of a webhook alone'),
  ].flat();
  if (faults.length > 0) {
    throw new AppError('invalid_input', 'The rule does not fit its channel.', { faults });
  }
  if (channel === 'webhook' || ways[channel]) return;
  const setting = channel === 'text' ? 'NOTIFY_SENDER' : 'SMTP_URL and MAIL_FROM';
  throw new AppError('conflict', `Nobody can be sent a ${channel}: set ${setting} first.`);
}

function fault(path: string, value: unknown, isNeeded: boolean, wanted: string, only: string) {
  if ((value !== null) === isNeeded) return [];
  return [{ path, found: value === null ? 'null' : 'a value', expected: isNeeded ? wanted : only }];
}

export const noSuchRule = () => new AppError('not_found', 'This rule does not exist.');

export function savedRule(saved: {
  result: string;
  rule?: NotificationRuleRow | undefined;
}): NotificationRuleRow {
  if (saved.rule) return saved.rule;
  const what = saved.result === 'no_such_user' ? 'user_id' : 'endpoint_id';
  throw new AppError('invalid_input', 'The rule names what does not exist.', {
    faults: [{ path: what, found: 'an unknown or disabled one', expected: 'an existing one' }],
  });
}
