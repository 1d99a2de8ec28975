import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createUsers } from '@ringback/shared/db/access/users.ts';
import { createDutyShifts } from '@ringback/shared/db/notifications/duty-shifts.ts';
import {
  createNotificationRules,
  type NotificationRuleInput,
} from '@ringback/shared/db/notifications/notification-rules.ts';
import { createNotifications } from '@ringback/shared/db/notifications/notifications.ts';
import { createPersonNeeds } from '@ringback/shared/db/notifications/person-needs.ts';
import { createWebhookEndpoints } from '@ringback/shared/db/webhooks/webhook-endpoints.ts';
import { readWorkDue } from '@ringback/shared/db/work-due.ts';
import { whoIsTold } from '@ringback/shared/domain/notifications/who-is-told.ts';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { createNotify } from '@ringback/sms-worker/notify/notify-colleague.ts';
import { createSendNotification } from '@ringback/sms-worker/notify/send-notification.ts';
import { ANA, BEN, later, NOON } from '@ringback/testing/database-world.ts';
import { type RepliesWorld, startRepliesWorld } from '@ringback/testing/replies-world.ts';

let world: RepliesWorld;
beforeAll(async () => {
  world = await startRepliesWorld();
  await world.staff();
  await createUsers(world.db).changeOwn(ANA.id, { phone: '+12025550123' }, NOON);
});
afterEach(() =>
  world.exec(`delete from webhook_endpoints; delete from sms_conversations; delete from notification_rules;
    delete from duty_shifts; update users set disabled_at = null`),
);
afterAll(() => world.stop());

const rules = () => createNotificationRules(world.db);
const needs = () => createPersonNeeds(world.db);
const notifications = () => createNotifications(world.db);

async function rule(change: Partial<NotificationRuleInput> = {}) {
  const known = {
    ...{
      id: randomUUID(),
      reasons: ['handed_over' as const],
      after_minutes: 0,
      channel: 'text' as const,
    },
    ...{ to_whom: 'user' as const, user_id: ANA.id, endpoint_id: null, is_active: true },
  };
  const { rule: saved } = await rules().save({ ...known, ...change }, BEN, NOON);
  if (!saved) throw new Error('expected a rule');
  return saved;
}
async function handedOver(seconds = 20) {
  const { conversation_id } = await world.thinking();
  const why = { conversation_id, reason: 'reply_cap', summary: 'Dana wants a price.' };
  await world.replies.handOver(why, later(seconds));
  return conversation_id;
}
/** As the sweep does it. */
async function sweep(seconds: number) {
  const { needs: open, ...known } = await needs().toLook(later(seconds), 100);
  for (const need of open) {
    const { told, lookAt } = whoIsTold(need, known, later(seconds));
    await needs().recordTold({ need_id: need.id, told, look_at: lookAt }, later(seconds));
  }
  return open.length;
}
const due = async (seconds: number) =>
  (await notifications().due(later(seconds), 10)).map(({ id }) => id);

describe('a rule', () => {
  it('is carried out once for a need, however often it is read', async () => {
    await rule();
    await handedOver();
    expect(await sweep(25)).toBe(1);
    expect(await due(25)).toHaveLength(1);
    await rule({ id: randomUUID(), reasons: ['send_failed'] });
    expect(await sweep(30)).toBe(1);
    expect(await sweep(40)).toBe(0);
    expect(await due(40)).toHaveLength(1);
  });

  it('that comes later holds for a need that is open, and waits for its minutes', async () => {
    await handedOver();
    expect(await sweep(25)).toBe(0);
    await rule({ after_minutes: 5 });
    await sweep(30);
    expect(await due(30)).toEqual([]);
    expect(await readWorkDue(world.db, later(319))).not.toContain('sweep-notifications');
    expect(await readWorkDue(world.db, later(320))).toContain('sweep-notifications');
    await sweep(320);
    expect(await due(320)).toHaveLength(1);
  });

  it('counts its minutes from what a colleague last did', async () => {
    const id = await handedOver();
    await rule({ after_minutes: 5 });
    await world.conversations.assign(id, BEN.id, BEN, later(200));
    await sweep(320);
    expect(await due(320)).toEqual([]);
    await sweep(500);
    expect(await due(500)).toHaveLength(1);
  });

  it('says nothing about a need that has ended', async () => {
    await rule({ after_minutes: 5 });
    const id = await handedOver();
    await world.conversations.end(
      { conversation_id: id, reason: 'closed_by_staff', evidence: {}, outcome: 'success' },
      later(60),
    );
    expect(await sweep(400)).toBe(0);
  });

  it('finds whoever is on duty', async () => {
    const shift = { id: randomUUID(), user_id: BEN.id, starts: '00:00', ends: '24:00' };
    const zone = { days: ['fri' as const], time_zone: 'America/New_York' };
    await createDutyShifts(world.db).save({ ...shift, ...zone }, ANA, NOON);
    await rule({ to_whom: 'on_duty', user_id: null, channel: 'mail' });
    await handedOver();
    await sweep(25);
    expect(await notifications().list(10)).toEqual([
      expect.objectContaining({ user_id: BEN.id, channel: 'mail', status: 'pending' }),
    ]);
  });

  it('of a webhook is one message for the endpoint, also where that wants the event anyway', async () => {
    const made = await createWebhookEndpoints(world.db).create(
      {
        ...{ url: 'https://hooks.example.com/', secret: 'whsec_x', format: 'slack' },
        ...{ events: ['person_needed'], include: [], is_active: true },
      },
      NOON,
    );
    const webhook = {
      channel: 'webhook' as const,
      to_whom: null,
      user_id: null,
      endpoint_id: made.id,
    };
    await rule(webhook);
    await rule({ ...webhook, id: randomUUID(), after_minutes: 5 });
    await handedOver();
    await sweep(25);
    const sent = () => world.exec(`select data from webhook_deliveries`);
    expect(await sent()).toHaveLength(1);
    await sweep(400);
    expect(await sent()).toHaveLength(2);
    expect(JSON.stringify(await sent())).not.toMatch(/Dana|\+1202/);
  });

  it('is refused for who does not exist, and leaves a line in the activity log', async () => {
    const unknown = { id: randomUUID(), reasons: ['unclear' as const], after_minutes: 0 };
    const to = { channel: 'mail' as const, to_whom: 'user' as const, user_id: randomUUID() };
    const bare = { ...unknown, ...to, endpoint_id: null, is_active: true };
    expect(await rules().save(bare, BEN, NOON)).toEqual({ result: 'no_such_user' });
    const { id } = await rule();
    expect(await rules().delete(id, BEN, NOON)).toBe(true);
    expect(await rules().delete(id, BEN, NOON)).toBe(false);
    const lines = await world.exec(`select action, actor_id from activity_log
      where subject_id = '${id}' order by id`);
    expect(lines).toEqual([
      { action: 'notification_rule_created', actor_id: BEN.id },
      { action: 'notification_rule_deleted', actor_id: BEN.id },
    ]);
  });
});

describe('a notification', () => {
  async function planned(change: Partial<NotificationRuleInput> = {}) {
    await rule(change);
    const conversation = await handedOver();
    await sweep(25);
    const [id = ''] = await due(25);
    return { id, conversation };
  }

  it('is one attempt at a time, and is unsure of an earlier one that nobody recorded', async () => {
    const { id } = await planned();
    const first = await notifications().begin(id, 60_000, later(30));
    expect(first).toMatchObject({ verdict: 'go', unsure: false, user: { phone: '+12025550123' } });
    expect(await notifications().begin(id, 60_000, later(31))).toMatchObject({ verdict: 'wait' });
    const second = await notifications().begin(id, 60_000, later(91));
    expect(second).toMatchObject({ verdict: 'go', unsure: true, attempts: 2 });
    if (first.verdict !== 'go' || second.verdict !== 'go') throw new Error('expected two attempts');
    const sent = { status: 'sent' as const, provider_sid: 'SM1' };
    expect(await notifications().record(id, first.fence, sent, later(92))).toBe(false);
    expect(await notifications().record(id, second.fence, sent, later(92))).toBe(true);
    expect(await notifications().begin(id, 60_000, later(999))).toEqual({
      verdict: 'skip',
      reason: 'sent',
    });
  });

  it('is dropped when the need has ended before it is sent', async () => {
    const { id, conversation } = await planned();
    const text = { message_id: randomUUID(), client_message_id: 'x', body: 'Hello.', actor: BEN };
    await world.conversations.write({ conversation_id: conversation, ...text }, later(26));
    expect(await notifications().begin(id, 60_000, later(30))).toEqual({
      verdict: 'skip',
      reason: 'need_ended',
    });
    expect((await notifications().list(10))[0]).toMatchObject({
      status: 'dropped',
      last_error: 'need_ended',
    });
  });

  it.each([
    ['who has no phone', 'no_phone', { user_id: BEN.id }, ''],
    ['who was disabled', 'user_disabled', {}, `update users set disabled_at = now()`],
  ])('is dropped for somebody %s', async (_, reason, change, act) => {
    const { id } = await planned(change);
    if (act) await world.exec(act);
    expect(await notifications().begin(id, 60_000, later(30))).toEqual({ verdict: 'skip', reason });
  });

  it('is one text, killed between the carrier’s answer and the record of it', async () => {
    const { id } = await planned();
    const carrier: { sid: string; to: string; body: string }[] = [];
    let seconds = 30;
    let isKilled = true;
    const notify = createNotify({
      provider: {
        async send({ to, body }) {
          carrier.push({ sid: `SM${carrier.length}`, to, body });
          return { messageSid: `SM${carrier.length - 1}`, status: 'queued', segments: 1 };
        },
        findTexts: async ({ to, body }) =>
          carrier
            .filter((text) => text.to === to && text.body === body)
            .map(({ sid: messageSid }) => ({
              ...{ messageSid, status: 'sent', providerStatus: 'sent', direction: 'outbound' },
              ...{ errorCode: null, segments: 1, createdAt: later(30) },
            })),
      },
      ...{ sender: '+12025559111', sendMail: null, host: 'ringback.example.com' },
    });
    const run = createSendNotification({
      notifications: {
        begin: notifications().begin,
        async record(...args) {
          if (isKilled) throw new Error('killed');
          return notifications().record(...args);
        },
      },
      ...{ notify, dashboardUrl: 'https://ringback.example.com', business: 'Ringback' },
      observe: () => undefined,
      now: () => later(seconds),
    });
    const log = createLogger({ service: 'test', level: 'silent' });
    const context = { log, signal: new AbortController().signal, attempt: 1 };
    await expect(run({ notificationId: id }, context)).rejects.toThrow('killed');
    isKilled = false;
    expect(await due(89)).toEqual([]);
    expect(await due(90)).toEqual([id]);
    seconds = 91;
    await run({ notificationId: id }, context);
    expect(carrier).toHaveLength(1);
    expect((await notifications().list(10))[0]).toMatchObject({ status: 'sent', attempts: 2 });
    // It is no text to a lead, and counts as none.
    expect(
      await world.exec(`select 1 from sms_messages where lead_phone = '+12025550123'`),
    ).toEqual([]);
  });

  it('is forgotten with its need, a while after that has ended', async () => {
    const { conversation } = await planned();
    await world.conversations.end(
      {
        conversation_id: conversation,
        reason: 'closed_by_staff',
        evidence: {},
        outcome: 'success',
      },
      later(60),
    );
    expect(await needs().prune(later(60), 10)).toBe(0);
    expect(await needs().prune(later(61), 10)).toBe(1);
    expect(await notifications().list(10)).toEqual([]);
  });
});

it('one’s own quiet hours and number leave a line in the activity log, without the number', async () => {
  const users = createUsers(world.db);
  await users.changeOwn(BEN.id, { quiet_from: '22:00', quiet_until: '07:00' }, later(1));
  const ben = await users.changeOwn(BEN.id, { phone: '+12025550124' }, later(2));
  expect(ben).toMatchObject({ quiet_from: '22:00', quiet_until: '07:00', phone: '+12025550124' });
  const lines = await world.exec(`select details from activity_log
    where action = 'own_notifications_changed' and actor_id = '${BEN.id}' order by id`);
  expect(lines).toHaveLength(2);
  expect(JSON.stringify(lines)).not.toContain('555');
  await users.changeOwn(BEN.id, { phone: null, quiet_from: null, quiet_until: null }, later(3));
});
