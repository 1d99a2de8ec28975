import { z } from 'zod';
import { CHANNELS, TO_WHOM } from '../../domain/notifications/who-is-told.ts';
import { PERSON_REASONS } from '../../domain/reasons/person-reasons.ts';
import type { Actor } from '../access/activity.ts';
import { asJson, callFunction, type Db, dbError } from '../client.ts';

export type NotificationRules = ReturnType<typeof createNotificationRules>;

/** Who is notified of which need, how, and after how many minutes in which nobody has acted. */
export const NotificationRuleRow = z.object({
  id: z.uuid(),
  reasons: z.array(z.enum(PERSON_REASONS)),
  after_minutes: z.number().int(),
  channel: z.enum(CHANNELS),
  to_whom: z.enum(TO_WHOM).nullable(),
  user_id: z.uuid().nullable(),
  endpoint_id: z.uuid().nullable(),
  is_active: z.boolean(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type NotificationRuleRow = z.infer<typeof NotificationRuleRow>;
export type NotificationRuleInput = Omit<NotificationRuleRow, 'created_at' | 'updated_at'>;

const Saved = z.object({
  result: z.enum(['created', 'changed', 'no_such_user', 'no_such_endpoint']),
  rule: NotificationRuleRow.optional(),
});

export function createNotificationRules(db: Db) {
  return {
    /** The oldest first; they are few. */
    async list(): Promise<NotificationRuleRow[]> {
      const { data, error, status } = await db
        .from('notification_rules')
        .select()
        .order('created_at')
        .order('id')
        .limit(1_000);
      if (error) throw dbError('notificationRules.list', error, status);
      return z.array(NotificationRuleRow).parse(data);
    },

    async find(id: string): Promise<NotificationRuleRow | null> {
      const { data, error, status } = await db
        .from('notification_rules')
        .select()
        .eq('id', id)
        .maybeSingle();
      if (error) throw dbError('notificationRules.find', error, status);
      return data ? NotificationRuleRow.parse(data) : null;
    },

    async save(rule: NotificationRuleInput, actor: Actor, now: Date) {
      const args = { p: asJson(rule), p_actor: asJson(actor), p_now: now.toISOString() };
      return Saved.parse(await callFunction(db, 'save_notification_rule', args));
    },

    /** False: there is none. */
    async delete(id: string, actor: Actor, now: Date): Promise<boolean> {
      const args = { p_id: id, p_actor: asJson(actor), p_now: now.toISOString() };
      return z.boolean().parse(await callFunction(db, 'delete_notification_rule', args));
    },
  };
}
