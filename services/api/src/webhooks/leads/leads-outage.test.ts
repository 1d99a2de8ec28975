import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '@ringback/shared/testing/until.ts';
import { Redis } from 'ioredis';
import {
  ADMIN_KEY,
  NOON,
  startTestDatabase,
  startWorld,
  type World,
} from '../../testing/api-world.ts';

const SECRET = 'a-secret-of-a-form-0123456789';
const MINUTE = 60_000;

let database: Awaited<ReturnType<typeof startTestDatabase>>;
let numbers = 0;
const worlds: World[] = [];
beforeAll(async () => {
  database = await startTestDatabase('embedded');
});
afterEach(async () => {
  database.bringBack();
  await database.readOnly(false);
  for (const world of worlds.splice(0)) await world.stop();
});
afterAll(() => database.stop());

async function start({ env = {}, ...options }: Parameters<typeof startWorld>[0] = {}) {
  const world = await startWorld({
    database,
    env: { TWILIO_FROM: '+12025550190', ...env },
    ...options,
  });
  worlds.push(world);
  return world;
}

const number = () => `+1212555${String(1000 + numbers++)}`;
const bySecret = { 'x-ringback-secret': SECRET };
const byKey = { authorization: `Bearer ${ADMIN_KEY}` };

const form = (world: World, source: string, body: unknown, headers: Record<string, string>) =>
  world.send(`/webhooks/leads/${source}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

async function source(world: World, name: string, more: object = {}) {
  const body = { source: name, secret: SECRET, ...more };
  expect((await world.call('POST', '/api/lead-sources', { body })).status).toBe(201);
}

async function campaign(world: World) {
  const steps = [{ body: 'Hi {{first_name|there}}! Reply STOP to opt out.' }];
  const body = { name: `Campaign ${numbers++}`, steps };
  const { data } = (await world.call('POST', '/api/campaigns', { body })).body;
  await world.call('POST', `/api/campaigns/${data.id}/start`);
  return data.id as string;
}

const leadsOf = (phone: string) =>
  database.exec(`select id, name from leads where phone = '${phone}'`);

const arrives = (phone: string) =>
  until(
    () => leadsOf(phone),
    (rows) => rows.length > 0,
  );

/** What waits in Redis, and what was set aside there. */
async function kept({ redisUrl, prefix }: World) {
  const redis = new Redis(redisUrl);
  const lists = await Promise.all(
    [`${prefix}:lead-spool`, `${prefix}:lead-spool-dead`].map((key) => redis.lrange(key, 0, -1)),
  );
  redis.disconnect();
  return { waiting: lists[0] ?? [], dead: lists[1] ?? [] };
}

const told = async (world: World, result: string) => {
  const { text } = await world.send('/metrics');
  const line = new RegExp(
    `webhook_received_total\\{[^}]*kind="lead",result="${result}"[^}]*\\} (\\d+)`,
  );
  return Number(line.exec(text)?.[1] ?? 0);
};

const hmac = (text: string) => createHmac('sha256', SECRET).update(text).digest('hex');

describe('a lead that comes while the database is away', () => {
  it('is kept and taken afterwards, once, as agreed to at the moment when it came', async () => {
    const world = await start();
    await source(world, 'site');
    const campaign_id = await campaign(world);
    const phone = number();
    const lead = { phone, name: 'Ada Lovelace', consent: true, campaign_id };
    database.takeAway();
    for (let times = 0; times < 3; times += 1) {
      const { status, body } = await form(world, 'site', lead, bySecret);
      expect([status, body]).toEqual([202, { success: true, data: { spooled: true } }]);
    }
    expect((await kept(world)).waiting).toHaveLength(3);
    world.clock.now = new Date(NOON.getTime() + 30 * MINUTE);
    database.bringBack();
    const [row] = await arrives(phone);
    await until(
      () => kept(world),
      ({ waiting }) => waiting.length === 0,
    );
    expect(await leadsOf(phone)).toEqual([expect.objectContaining({ name: 'Ada Lovelace' })]);
    const of = `where lead_id = ${row?.['id']}`;
    expect(await database.exec(`select count(*)::int as n from sms_messages ${of}`)).toEqual([
      { n: 1 },
    ]);
    const [consent] = await database.exec(`select at from consents ${of}`);
    expect(new Date(String(consent?.['at']))).toEqual(NOON);
    expect((await kept(world)).dead).toEqual([]);
  });

  it('proves itself by its signature at the moment when it came, or by a key of ours', async () => {
    const world = await start();
    await source(world, 'signing', { auth: 'hmac' });
    const [timed, plain, keyed] = [number(), number(), number()];
    const at = Math.floor(world.clock.now.getTime() / 1000);
    const first = JSON.stringify({ phone: timed });
    const second = JSON.stringify({ phone: plain });
    database.takeAway();
    const answers = [
      await form(world, 'signing', first, {
        'x-ringback-signature': `t=${at},v1=${hmac(`${at}.${first}`)}`,
      }),
      await form(world, 'signing', second, { 'x-hub-signature-256': `sha256=${hmac(second)}` }),
      await form(world, 'never-set-up', { phone: keyed }, byKey),
    ];
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    // A signature of a quarter of an hour ago would be refused at the door.
    world.clock.now = new Date(NOON.getTime() + 15 * MINUTE);
    database.bringBack();
    for (const phone of [timed, plain, keyed]) await arrives(phone);
  });

  it('leaves no secret where it waits', async () => {
    const world = await start();
    await source(world, 'quiet');
    database.takeAway();
    await form(world, 'quiet', { phone: number() }, bySecret);
    await form(world, 'quiet', { phone: number() }, byKey);
    const { waiting } = await kept(world);
    expect(waiting).toHaveLength(2);
    expect(waiting.join()).not.toContain(SECRET);
    expect(waiting.join()).not.toContain(ADMIN_KEY);
  });

  it.each([
    ['another secret', 'guarded', { 'x-ringback-secret': 'not-the-one-of-this-form' }],
    ['no proof', 'guarded', {}],
    ['a source that nobody set up', 'nobody', bySecret],
    ['a name that no source has', 'No-Such', byKey],
  ])('with %s is refused at once, from what was last seen', async (_, name, headers) => {
    const world = await start();
    await source(world, 'guarded');
    database.takeAway();
    await world.call('GET', '/api/leads');
    const { status, body } = await form(world, name, { phone: number() }, headers as never);
    expect([status, body.type]).toEqual([403, 'urn:ringback:problem:forbidden']);
    expect((await kept(world)).waiting).toEqual([]);
  });

  it('is dropped, counted and logged without a person if its proof holds no more', async () => {
    const lines: string[] = [];
    const world = await start({ lines });
    await source(world, 'changed');
    const phone = number();
    database.takeAway();
    expect((await form(world, 'changed', { phone, name: 'Zoe Secret' }, bySecret)).status).toBe(
      202,
    );
    await database.exec(`update lead_sources set secret_hash = 'x' where source = 'changed'`);
    database.bringBack();
    await until(
      () => told(world, 'refused_late'),
      (n) => n === 1,
    );
    await until(
      () => kept(world),
      ({ waiting }) => waiting.length === 0,
    );
    expect(await leadsOf(phone)).toEqual([]);
    expect((await kept(world)).dead).toEqual([]);
    expect(lines.join('')).toContain('spooled lead refused');
    expect(lines.join('')).not.toContain('Zoe');
    expect(lines.join('')).not.toContain(phone);
  });

  it('that proves itself and cannot be read is set aside for a person', async () => {
    const world = await start();
    await source(world, 'odd');
    database.takeAway();
    expect((await form(world, 'odd', { phone: 'call me' }, bySecret)).status).toBe(202);
    database.bringBack();
    const { dead } = await until(
      () => kept(world),
      (lists) => lists.dead.length === 1,
    );
    expect(dead[0]).toContain('"source":"odd"');
  });

  it('is 503 if it is larger than a form, and 400 if it is nothing', async () => {
    const world = await start();
    await source(world, 'large');
    database.takeAway();
    const large = { phone: number(), custom: { text: 'x'.repeat(17_000) } };
    const refused = await form(world, 'large', large, bySecret);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '2']);
    expect((await form(world, 'large', '{"phone":', bySecret)).status).toBe(400);
    expect((await kept(world)).waiting).toEqual([]);
  });

  it('waits in files for their owner alone if Redis is away too; another start takes it', async () => {
    const first = await start();
    await source(first, 'filed');
    const alone = await start({ env: { REDIS_URL: 'redis://127.0.0.1:1' } });
    const phone = number();
    await form(alone, 'filed', { phone: number() }, bySecret);
    database.takeAway();
    expect((await form(alone, 'filed', { phone }, bySecret)).status).toBe(202);
    const folder = join(alone.spoolDir, 'leads');
    const [file = ''] = readdirSync(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, file), 'utf8')).not.toContain(SECRET);
    await alone.api.stop();
    database.bringBack();
    await start({ env: { SPOOL_DIR: alone.spoolDir } });
    await arrives(phone);
    await until(
      async () => readdirSync(folder),
      (files) => files.length === 0,
    );
  });

  it('is taken on trust by an api that has never seen the database, for so many an address', async () => {
    const before = await start();
    await source(before, 'unseen');
    database.takeAway();
    const world = await start();
    const phone = number();
    expect((await form(world, 'unseen', { phone }, bySecret)).status).toBe(202);
    const stranger = { 'x-ringback-secret': 'whatever-comes-to-mind' };
    const body = { phone: number() };
    const answers = await Promise.all(
      Array.from({ length: 70 }, () => form(world, 'stranger', body, stranger)),
    );
    const accepted = answers.filter(({ status }) => status === 202);
    expect(accepted).toHaveLength(59);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(11);
    database.bringBack();
    await arrives(phone);
    await until(
      () => told(world, 'refused_late'),
      (n) => n === 59,
    );
    expect(await leadsOf(body.phone)).toEqual([]);
  });

  it('comes after an opt-out that waited there too', async () => {
    const world = await start();
    await source(world, 'late');
    const campaign_id = await campaign(world);
    const phone = number();
    database.takeAway();
    await form(world, 'late', { phone, consent: true, campaign_id }, bySecret);
    const stop = {
      MessageSid: `SM${'5'.repeat(32)}`,
      From: phone,
      To: '+12025550190',
      Body: 'STOP',
    };
    expect((await world.carrier('/webhooks/twilio/sms', stop)).status).toBe(200);
    database.bringBack();
    await arrives(phone);
    await until(
      () => kept(world),
      ({ waiting }) => waiting.length === 0,
    );
    const texts = await database.exec(
      `select delivery_status from sms_messages where lead_phone = '${phone}' and direction = 'outbound'`,
    );
    expect(texts.filter((row) => row['delivery_status'] === 'planned')).toEqual([]);
    const [{ n } = { n: 0 }] = await database.exec(
      `select count(*)::int as n from sms_campaign_enrollments where lead_phone = '${phone}' and status = 'active'`,
    );
    expect(n).toBe(0);
  });
});

describe('a lead that comes while the database can only be read', () => {
  it('is kept and taken once, when writes are possible again', async () => {
    const world = await start();
    await source(world, 'site-read-only');
    const phone = number();
    await database.readOnly(true);
    const lead = { phone, name: 'Grace Hopper' };
    const answers = [
      await form(world, 'site-read-only', lead, bySecret),
      await form(world, 'site-read-only', lead, bySecret),
    ];
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    expect(await leadsOf(phone)).toEqual([]);
    await database.readOnly(false);
    await arrives(phone);
    const { dead } = await until(
      () => kept(world),
      ({ waiting }) => waiting.length === 0,
    );
    expect(dead).toEqual([]);
    expect(await leadsOf(phone)).toEqual([expect.objectContaining({ name: 'Grace Hopper' })]);
  });
});
