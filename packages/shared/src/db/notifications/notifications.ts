import { z } from 'zod';
import { NOTIFICATION_STATUSES } from '../../domain/notifications/notification-status.ts';
import { asJson, callFunction, type Db, dbError } from '../client.ts';

export type Notifications = ReturnType<typeof createNotifications>;

/** One text or mail to a colleague, and its result. */
export const NotificationRow = z.object({
  id: z.uuid(),
  need_id: z.uuid(),
  rule_id: z.uuid(),
  user_id: z.uuid(),
  channel: z.enum(['text', 'mail']),
  status: z.enum(NOTIFICATION_STATUSES),
  attempts: z.number().int(),
  next_at: z.string().nullable(),
  last_error: z.string().nullable(),
  sent_at: z.string().nullable(),
  created_at: z.string(),
});
export type NotificationRow = z.infer<typeof NotificationRow>;

const COLUMNS =
  'id, need_id, rule_id, user_id, channel, status, attempts, next_at, last_error, sent_at, created_at';

const Begun = z.discriminatedUnion('verdict', [
  z.object({
    verdict: z.literal('go'),
    fence: z.number().int(),
    /** This one included. */
    attempts: z.number().int(),
    channel: z.enum(['text', 'mail']),
    /** An earlier attempt may have succeeded. */
    unsure: z.boolean(),
    first_tried_at: z.string(),
    user: z.object({
      id: z.uuid(),
      name: z.string(),
      email: z.string(),
      phone: z.string().nullable(),
      time_zone: z.string().nullable(),
      quiet_from: z.string().nullable(),
      quiet_until: z.string().nullable(),
    }),
    need: z.object({
      id: z.uuid(),
      kind: z.enum(['conversation', 'call', 'analysis']),
      conversation_id: z.uuid().nullable(),
      call_id: z.uuid().nullable(),
      reason: z.string(),
      detail: z.string().nullable(),
      assigned_name: z.string().nullable(),
      nobody_online: z.boolean(),
    }),
  }),
  z.object({ verdict: z.literal('wait'), until: z.string() }),
  z.object({ verdict: z.literal('skip'), reason: z.string() }),
]);
export type NotificationBegun = z.infer<typeof Begun>;

export type NotificationResult = {
  status: 'pending' | 'unknown' | 'sent' | 'dead';
  error?: string | null;
  next_at?: Date | null;
  provider_sid?: string | null;
};

/** Texts and mails to colleagues. */
export function createNotifications(db: Db) {
  return {
    /** Those whose attempt is due by then, the oldest first. */
    async due(by: Date, limit: number) {
      return z
        .array(z.object({ id: z.uuid(), next_at: z.string() }))
        .parse(
          await callFunction(db, 'due_notifications', { p_by: by.toISOString(), p_limit: limit }),
        );
    },

    async begin(id: string, leaseMs: number, now: Date): Promise<NotificationBegun> {
      return Begun.parse(
        await callFunction(db, 'begin_notification', {
          p_id: id,
          p_lease: `${leaseMs / 1000} seconds`,
          p_now: now.toISOString(),
        }),
      );
    },

    /** False: a later attempt has begun. */
    async record(id: string, fence: number, result: NotificationResult, now: Date) {
      const args = { p_id: id, p_fence: fence, p: asJson(result), p_now: now.toISOString() };
      return z.boolean().parse(await callFunction(db, 'record_notification', args));
    },

    /** The newest first. */
    async list(limit: number): Promise<NotificationRow[]> {
      const { data, error, status } = await db
        .from('notifications')
        .select(COLUMNS)
        .order('created_at', { ascending: false })
        .order('id', { ascending: false })
        .limit(limit);
      if (error) throw dbError('notifications.list', error, status);
      return z.array(NotificationRow).parse(data);
    },
  };
}
