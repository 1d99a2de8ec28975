import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OPERATOR } from '@ringback/testing/system-settings.ts';
import { startWorld, type World } from '../../testing/api-world.ts';

const MAIL = { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'ringback@example.com' };
let world: World;
let userId: string;
let page: Record<string, string>;
beforeAll(async () => {
  world = await startWorld({ env: { ...MAIL, NOTIFY_SENDER: '+12025559111' } });
  const signedIn = await world.signIn(OPERATOR.email, OPERATOR.password);
  userId = signedIn.body.data.user.id;
  page = signedIn.writes;
});
afterAll(() => world.stop());

const RULES = '/api/notification-rules';
const SHIFTS = '/api/duty-shifts';
const toUser = () => ({
  ...{ reasons: ['handed_over'], after_minutes: 5, channel: 'text' },
  ...{ to_whom: 'user', user_id: userId },
});
const post = (path: string, body: object) => world.call('POST', path, { body });
const patchMe = (body: object) =>
  world.call('PATCH', '/api/me', { key: null, headers: page, body });
const actions = async (subject: string) =>
  (
    await world.db.exec(
      `select action from activity_log where subject_kind = '${subject}' order by id`,
    )
  ).map(({ action }) => action);

describe('rules of notification', () => {
  it('are made, listed, changed and deleted, each with a line in the activity log', async () => {
    const made = await post(RULES, toUser());
    expect(made.status).toBe(201);
    expect(made.body.data).toMatchObject({ ...toUser(), endpoint_id: null, is_active: true });
    const path = `${RULES}/${made.body.data.id}`;
    const changed = await world.call('PATCH', path, {
      body: { channel: 'mail', to_whom: 'on_duty', user_id: null },
    });
    expect(changed.body.data).toMatchObject({
      channel: 'mail',
      to_whom: 'on_duty',
      after_minutes: 5,
    });
    expect((await world.call('GET', RULES)).body.data).toEqual([changed.body.data]);
    expect((await world.call('DELETE', path)).status).toBe(200);
    expect((await world.call('DELETE', path)).status).toBe(404);
    expect((await world.call('PATCH', path, { body: {} })).status).toBe(404);
    expect(await actions('notification_rule')).toEqual([
      'notification_rule_created',
      'notification_rule_changed',
      'notification_rule_deleted',
    ]);
  });

  it.each([
    ['a text to nobody in particular', { to_whom: null, user_id: null }, 'to_whom'],
    ['a user beside whoever is on duty', { to_whom: 'on_duty' }, 'user_id'],
    [
      'a webhook without an endpoint',
      { channel: 'webhook', to_whom: null, user_id: null },
      'endpoint_id',
    ],
    ['somebody who does not exist', { user_id: '00000000-0000-4000-8000-000000000000' }, 'user_id'],
  ])('are refused for %s, with what was expected', async (_, change, path) => {
    const { status, body } = await post(RULES, { ...toUser(), ...change });
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain(`"${path}"`);
  });

  it('are refused for a way that is not set up, with the setting that is missing', async () => {
    const bare = await startWorld({ database: world.db });
    const text = await bare.call('POST', RULES, { body: toUser() });
    expect([text.status, text.body.detail]).toEqual([
      409,
      expect.stringContaining('NOTIFY_SENDER'),
    ]);
    const mail = await bare.call('POST', RULES, { body: { ...toUser(), channel: 'mail' } });
    expect([mail.status, mail.body.detail]).toEqual([409, expect.stringContaining('SMTP_URL')]);
    await bare.stop();
  });
});

describe('shifts', () => {
  const shift = () => ({
    ...{ user_id: userId, days: ['mon', 'fri'], starts: '22:00', ends: '06:00' },
    time_zone: 'America/New_York',
  });

  it('are made, listed, changed and deleted, each with a line in the activity log', async () => {
    const made = await post(SHIFTS, shift());
    expect(made.status).toBe(201);
    const path = `${SHIFTS}/${made.body.data.id}`;
    const changed = await world.call('PATCH', path, { body: { ends: '24:00' } });
    expect(changed.body.data).toMatchObject({ ...shift(), ends: '24:00' });
    expect((await world.call('GET', SHIFTS)).body.data).toHaveLength(1);
    expect((await world.call('DELETE', path)).status).toBe(200);
    expect((await world.call('PATCH', path, { body: {} })).status).toBe(404);
    expect(await actions('duty_shift')).toEqual([
      'duty_shift_created',
      'duty_shift_changed',
      'duty_shift_deleted',
    ]);
  });

  it.each([
    ['a day that is none', { days: ['today'] }],
    ['a time that is none', { starts: '25:00' }],
    ['a zone that is none', { time_zone: 'Mars/Olympus' }],
    ['somebody who does not exist', { user_id: '00000000-0000-4000-8000-000000000000' }],
  ])('are refused for %s', async (_, change) => {
    expect((await post(SHIFTS, { ...shift(), ...change })).status).toBe(400);
  });
});

describe('one’s own quiet hours and phone number', () => {
  const night = { from: '22:00', until: '07:00' };

  it('are set, shown and removed', async () => {
    const set = await patchMe({
      ...{ quiet_hours: night, time_zone: 'America/New_York', phone: '(202) 555-0123' },
    });
    expect(set.body.data).toMatchObject({ quiet_hours: night, phone: '+12025550123' });
    const kept = await patchMe({ name: 'Ada' });
    expect(kept.body.data).toMatchObject({ quiet_hours: night, phone: '+12025550123' });
    const removed = await patchMe({ quiet_hours: null, phone: null });
    expect(removed.body.data).toMatchObject({ quiet_hours: null, phone: null });
  });

  it('need a time zone, and a number that can be texted', async () => {
    await patchMe({ quiet_hours: null, time_zone: null });
    expect((await patchMe({ quiet_hours: night })).status).toBe(400);
    await patchMe({ quiet_hours: night, time_zone: 'Europe/Berlin' });
    expect((await patchMe({ time_zone: null })).status).toBe(400);
    expect((await patchMe({ quiet_hours: { from: '07:00', until: '07:00' } })).status).toBe(400);
    const { status, body } = await patchMe({ phone: '12' });
    expect(status).toBe(422);
    expect(JSON.stringify(body)).not.toContain('"12"');
  });

  it('are nobody else’s to read', async () => {
    await patchMe({ phone: '+12025550123' });
    expect(JSON.stringify((await world.call('GET', '/api/users')).body)).not.toContain('+1202555');
  });
});

it('how many conversations somebody is given is set by an admin', async () => {
  const set = (most: number | null) =>
    world.call('PATCH', `/api/users/${userId}`, { body: { max_open_conversations: most } });
  expect((await set(3)).body.data).toMatchObject({ max_open_conversations: 3 });
  expect((await set(null)).body.data).toMatchObject({ max_open_conversations: null });
  expect((await set(0)).status).toBe(400);
});
