import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { LEAD_FIELDS } from '@ringback/shared/domain/lead-fields/lead-field.ts';
import { WEBHOOK_EVENT_NAMES } from '@ringback/shared/domain/webhooks/webhook-events.ts';
import { settleCall } from '@ringback/shared/jobs/catalog.ts';
import { connectBriskly } from '@ringback/shared/queue/connect.ts';
import { createProducer } from '@ringback/shared/queue/producer.ts';
import { systemNow } from '@ringback/shared/runtime/clock.ts';
import { until } from '@ringback/shared/testing/until.ts';
import { OPERATOR } from '@ringback/testing/system-settings.ts';
import { KEYLESS_ROUTES } from '../docs/keyless-routes.ts';
import { openapiDocument } from '../docs/openapi.ts';
import { allSpecs } from '../routes/modules.ts';
import { PUBLIC_URL, startWorld, type World } from '../testing/api-world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const others: World[] = [];
afterEach(async () => {
  for (const other of others.splice(0)) await other.stop();
});

/** A second process on the same database. */
async function anotherApi(env: Record<string, string> = {}): Promise<World> {
  const other = await startWorld({ database: world.db, env });
  others.push(other);
  return other;
}

const specs = allSpecs(systemNow);
/** All but those with which somebody comes in. */
const locked = specs.filter(({ access }) => access !== 'anyone');
const concrete = (path: string) =>
  path.replace('{callSid}', `CA${'0'.repeat(32)}`).replace(/\{\w+\}/, '1');

/** The headers with which a page of ours writes. */
async function pageOf(cookie: string) {
  const { body } = await world.send('/api/me', { headers: { cookie } });
  return { cookie, 'x-csrf-token': String(body.data.csrf_token) };
}

const signOut = (headers: Record<string, string>) =>
  world.call('DELETE', '/session', { key: null, headers });

async function newKey(role: string) {
  const { body } = await world.call('POST', '/api/keys', { body: { name: `a ${role}`, role } });
  return { id: body.data.id as string, key: body.data.key as string };
}

describe('the documentation', () => {
  it('is what the schemas say: run `npm run openapi` after a change', () => {
    const written = readFileSync(join(import.meta.dirname, '../../../../openapi.json'), 'utf8');
    expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(openapiDocument(specs))));
  });

  it('names every route once, and every one of them exists', async () => {
    const names = specs.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { method, path } of locked) {
      const { status } = await world.call(method.toUpperCase(), concrete(path), { key: null });
      expect([path, status]).toEqual([path, 401]);
    }
    const open = specs.filter((spec) => !locked.includes(spec)).map(({ path }) => path);
    expect([...new Set(open.map((path) => path.split('/')[1]))]).toEqual(['pictures', 'session']);
  });

  it('has every door of a webhook, and they exist', async () => {
    for (const { method, path } of KEYLESS_ROUTES) {
      const { status } = await world.send(path.replace('{source}', 'nobody'), {
        method: method.toUpperCase(),
      });
      expect([path, [401, 403].includes(status)]).toEqual([path, true]);
    }
    const { body } = await world.send('/openapi.json');
    expect(Object.keys(body.webhooks)).toEqual(WEBHOOK_EVENT_NAMES);
  });

  it('names every field of a lead that a form may send', async () => {
    const { body } = await world.send('/openapi.json');
    const { properties } = body.components.schemas.LeadForm;
    expect(Object.keys(properties)).toEqual(expect.arrayContaining([...LEAD_FIELDS]));
    for (const field of LEAD_FIELDS) expect(properties[field].description).not.toBe('');
  });

  it('is served with a page that needs nothing from elsewhere', async () => {
    const { body } = await world.send('/openapi.json');
    const described = [...specs, ...KEYLESS_ROUTES].map(({ path }) => path);
    expect(Object.keys(body.paths).sort()).toEqual([...new Set(described)].sort());
    const page = await world.send('/docs');
    expect(page.text).not.toMatch(/https?:/);
    expect((await world.send('/docs/ui/swagger-ui-bundle.js')).status).toBe(200);
    expect((await world.send('/docs/start.js')).text).toContain('/openapi.json');
  });
});

describe('without a key', () => {
  const OPEN = ['/livez', '/readyz', '/metrics', '/docs', '/openapi.json', '/sign-in'];

  it.each(OPEN)('%s answers', async (path) => {
    expect((await world.send(path)).status).toBe(200);
  });

  it.each([
    ['none', {}],
    ['an unknown one', { authorization: 'Bearer rb_nobody_has_this_key_at_all' }],
    ['another scheme', { authorization: 'Basic cmI6cmI=' }],
    ['an empty one', { authorization: 'Bearer ' }],
  ])('%s: no route behind the door answers', async (_, headers) => {
    for (const { method, path } of locked) {
      const { status, body } = await world.send(concrete(path), {
        method: method.toUpperCase(),
        headers,
      });
      expect([path, status, body.success]).toEqual([path, 401, false]);
    }
  });

  it('/metrics answers nearby only: through a proxy it wants a key', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.7' };
    expect((await world.send('/metrics', { headers })).status).toBe(401);
    const { key } = await newKey('viewer');
    const withKey = { ...headers, authorization: `Bearer ${key}` };
    const { status, text } = await world.send('/metrics', { headers: withKey });
    expect(status).toBe(200);
    expect(text).toContain('ringback_http_request_duration_seconds');
  });
});

describe('/readyz', () => {
  it('says yes or no to everybody, and what it has looked at to who is nearby or shows a key', async () => {
    const { key } = await newKey('viewer');
    const far = { 'x-forwarded-for': '203.0.113.7' };
    const ask = async (headers: Record<string, string>) =>
      (await world.send('/readyz', { headers })).body;
    const whole = {
      ready: true,
      checks: { database: 'ok', database_writes: 'ok', migrations: 'ok', redis: 'ok' },
    };
    expect(await ask({})).toEqual(whole);
    expect(await ask(far)).toEqual({ ready: true });
    expect(await ask({ ...far, authorization: 'Bearer made-up' })).toEqual({ ready: true });
    expect(await ask({ ...far, authorization: `Bearer ${key}` })).toEqual(whole);
  });
});

describe('roles', () => {
  it('let a viewer only read, and an agent neither delete leads nor touch keys', async () => {
    const viewer = await newKey('viewer');
    const agent = await newKey('agent');
    for (const { method, path, access } of locked) {
      const ask = async ({ key }: { key: string }) =>
        (
          await world.call(method.toUpperCase(), concrete(path), {
            key,
            body: method === 'get' || method === 'delete' ? undefined : {},
          })
        ).status;
      if (access !== 'viewer') expect([path, await ask(viewer)]).toEqual([path, 403]);
      if (access === 'admin') expect([path, await ask(agent)]).toEqual([path, 403]);
      if (method !== 'get') expect(access).not.toBe('viewer');
    }
    expect((await world.call('GET', '/api/leads', { key: viewer.key })).status).toBe(200);
  });

  it('end when the key is revoked, at once where that happened', async () => {
    const { id, key } = await newKey('agent');
    expect((await world.call('GET', '/api/leads', { key })).status).toBe(200);
    expect((await world.call('DELETE', `/api/keys/${id}`)).body.data.revoked_at).not.toBeNull();
    expect((await world.call('GET', '/api/leads', { key })).status).toBe(401);
  });

  it('end when the key expires: refused with a word that says so', async () => {
    const expiresAt = new Date(world.clock.now.getTime() + 60_000).toISOString();
    const body = { name: 'for a minute', role: 'viewer', expires_at: expiresAt };
    const { data } = (await world.call('POST', '/api/keys', { body })).body;
    expect(new Date(data.expires_at).toISOString()).toBe(expiresAt);
    expect((await world.call('GET', '/api/leads', { key: data.key })).status).toBe(200);
    const before = world.clock.now;
    world.clock.now = new Date(expiresAt);
    const { status, body: problem } = await world.call('GET', '/api/leads', { key: data.key });
    world.clock.now = before;
    expect([status, problem.detail]).toEqual([401, expect.stringContaining('expired')]);
    const { body: list } = await world.call('GET', '/api/keys');
    const told = list.data.find(({ id }: { id: string }) => id === data.id);
    expect(new Date(told.expires_at).toISOString()).toBe(expiresAt);
  });

  it.each(['2020-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '0000-01-01T00:00:00Z', 'never'])(
    'take no key that would expire at %s',
    async (expires_at) => {
      const body = { name: 'odd', role: 'viewer', expires_at };
      expect((await world.call('POST', '/api/keys', { body })).status).toBe(400);
    },
  );

  it('cannot lock themselves out', async () => {
    const { body } = await world.call('GET', '/api/keys');
    const own = body.data.find(({ name }: { name: string }) => name === 'bootstrap');
    expect((await world.call('DELETE', `/api/keys/${own.id}`)).status).toBe(409);
  });
});

describe('the operators’ corner', () => {
  /** By the form of the page. */
  const login = (password: string, headers: Record<string, string> = {}) =>
    world.send('/session', {
      method: 'POST',
      headers,
      body: new URLSearchParams({ email: OPERATOR.email, password, next: '/ops/queues/queue/x' }),
    });
  const cookieFor = async () =>
    (await login(OPERATOR.password)).headers.get('set-cookie')?.split(';')[0] ?? '';
  const fromOurPage = { origin: PUBLIC_URL, 'sec-fetch-site': 'same-origin' };

  it('sends a browser to the sign-in page and refuses everybody else', async () => {
    const browser = await world.send('/ops/queues', { headers: { accept: 'text/html' } });
    expect([browser.status, browser.headers.get('location')]).toEqual([
      302,
      '/sign-in?next=%2Fops%2Fqueues',
    ]);
    const after = await login(OPERATOR.password);
    expect([after.status, after.headers.get('location')]).toEqual([303, '/ops/queues/queue/x']);
    for (const path of ['', '/api/queues', '/static/js/main.js', '/queue/schedule-call']) {
      expect((await world.send(`/ops/queues${path}`)).status).toBe(401);
    }
  });

  it('takes no wrong password and no cookie that was touched', async () => {
    expect((await login('a wrong password')).status).toBe(401);
    const cookie = await cookieFor();
    const open = async (shown: string) =>
      (await world.send('/ops/queues', { headers: { accept: 'application/json', cookie: shown } }))
        .status;
    expect([await open(cookie), await open(cookie.replace('=', '=x'))]).toEqual([200, 401]);
  });

  it('sets a cookie that no script reads and no other site sends', async () => {
    const cookie = (await login(OPERATOR.password)).headers.get('set-cookie');
    for (const word of ['HttpOnly', 'SameSite=Strict', 'Secure', 'Path=/;', 'Max-Age=43200']) {
      expect(cookie).toContain(word);
    }
  });

  it('is left everywhere at once, and by nobody else', async () => {
    const [cookie, other] = [await cookieFor(), await cookieFor()];
    const second = await anotherApi();
    const status = async ({ send }: World, shown: string) =>
      (await send('/ops/queues', { headers: { cookie: shown } })).status;
    expect([await status(world, cookie), await status(second, cookie)]).toEqual([200, 200]);
    await signOut(await pageOf(cookie));
    expect([await status(world, cookie), await status(second, cookie)]).toEqual([401, 401]);
    expect(await status(second, other)).toBe(200);
  });

  it('says that somebody cannot be signed out while the database is away', async () => {
    const cookie = await cookieFor();
    const headers = await pageOf(cookie);
    world.db.takeAway();
    const { status } = await signOut(headers);
    world.db.bringBack();
    expect(status).toBe(503);
    const stillOpen = async () =>
      (await world.send('/ops/queues', { headers: { cookie } })).status === 200;
    expect(await until(stillOpen, (is) => is)).toBe(true);
  });

  it('is closed to sessions that were signed with another secret', async () => {
    const cookie = await cookieFor();
    const second = await anotherApi({ SESSION_SECRET: 'another secret that is just as long' });
    expect((await second.send('/ops/queues', { headers: { cookie } })).status).toBe(401);
  });

  it('keeps of a session who it is and until when, and no token', async () => {
    const [, token] = /=([\w-]+)\./.exec(await cookieFor()) ?? [];
    const rows = await world.db.exec('select * from sessions');
    expect(rows.at(-1)).toMatchObject({ expires_at: expect.anything() });
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('ends after twelve hours', async () => {
    const cookie = await cookieFor();
    const before = world.clock.now;
    world.clock.now = new Date(before.getTime() + 12 * 60 * 60_000 + 1);
    expect((await world.send('/ops/queues', { headers: { cookie } })).status).toBe(401);
    world.clock.now = before;
  });

  it('shows jobs by their ids only: no number, no name', async () => {
    const redis = connectBriskly(world.redisUrl);
    const producer = createProducer(redis, world.prefix);
    await new Promise((resolve) => redis.once('ready', resolve));
    const queue = producer.queueOf({ name: 'schedule-call' });
    const callId = '0b5c8b0e-6a0a-4f38-9c1e-1f2d3c4b5a69';
    const slip = { callId, to: '+12025550133', lead: { name: 'Ada Lovelace', n: 12025550133 } };
    await queue.add('call +12025550133', slip, { jobId: 'slipped' });
    await producer.stop();
    redis.disconnect();

    const headers = { cookie: await cookieFor() };
    const paths = [
      '/ops/queues',
      '/ops/queues/api/queues?activeQueue=schedule-call&status=latest&page=1&jobsPerPage=20',
      '/ops/queues/api/queues/schedule-call/slipped',
    ];
    const pages = [];
    for (const path of paths) pages.push((await world.send(path, { headers })).text);
    expect(pages[1]).toContain(callId);
    expect(pages[2]).toContain(callId);
    expect(pages.join('\n')).not.toMatch(/2025550133|Lovelace/);
  });

  it('shows what is done, the four queues that matter first, and asks for nothing elsewhere', async () => {
    const redis = connectBriskly(world.redisUrl);
    const { history } = createProducer(redis, world.prefix);
    await new Promise((resolve) => redis.once('ready', resolve));
    const callId = '0b5c8b0e-6a0a-4f38-9c1e-1f2d3c4b5a70';
    const at = Date.now();
    const times = { attempts: 1, addedAt: at, startedAt: at, finishedAt: at };
    const job = { id: `settle-${callId}`, data: { callId }, verdict: 'done' as const, ...times };
    await history.note('settle-call', job);
    redis.disconnect();

    const headers = { cookie: await cookieFor() };
    const board = '/ops/queues/api/queues';
    const page = `?activeQueue=settle-call&status=completed&page=1&jobsPerPage=10`;
    const { body } = await world.send(`${board}${page}`, { headers });
    const names = body.queues.map(({ name }: { name: string }) => name);
    expect(names.slice(0, 4)).toEqual([
      'schedule-call',
      'sms-followup',
      'analyze-conversation',
      'cleanup',
    ]);
    const settled = body.queues.find(({ name }: { name: string }) => name === 'settle-call');
    expect(settled).toMatchObject({
      counts: { completed: 1 },
      readOnlyMode: false,
      allowRetries: true,
      jobs: [{ data: { callId }, finishedOn: at }],
    });
    const one = await world.send(`${board}/settle-call/${settled.jobs[0].id}`, { headers });
    expect(one.body).toMatchObject({ status: 'completed', job: { data: { callId } } });
    const html = await world.send('/ops/queues', { headers: { ...headers, accept: 'text/html' } });
    expect(html.text).toContain('static/js');
    expect(html.text).not.toMatch(/(href|src)="(https?:)?\/\//);
  });

  it('lets a job that failed be tried again, and one that sleeps go on', async () => {
    const redis = connectBriskly(world.redisUrl);
    const producer = createProducer(redis, world.prefix);
    await new Promise((resolve) => redis.once('ready', resolve));
    const callId = '0b5c8b0e-6a0a-4f38-9c1e-1f2d3c4b5a71';
    await producer.enqueue(settleCall, { callId }, { delayMs: 600_000 });
    const queue = producer.queueOf(settleCall);
    const headers = { cookie: await cookieFor() };
    const act = async (verb: string, page: Record<string, string> = fromOurPage) =>
      (
        await world.send(`/ops/queues/api/queues/settle-call/settle-${callId}/${verb}`, {
          method: 'PUT',
          headers: { ...headers, ...page },
        })
      ).status;
    const others = { origin: 'https://evil.example.com', 'sec-fetch-site': 'cross-site' };
    expect([await act('promote', {}), await act('promote', others)]).toEqual([403, 403]);
    expect(await act('promote')).toBe(204);
    const job = await queue.getJob(`settle-${callId}`);
    expect(await job?.getState()).toBe('waiting');
    expect([await act('clean'), await act('update-data')]).toEqual([403, 403]);
    await job?.remove();
    await producer.stop();
    redis.disconnect();
  });

  it('changes nothing else, whatever is asked of it', async () => {
    const headers = { cookie: await cookieFor(), ...fromOurPage };
    for (const method of ['PUT', 'POST', 'PATCH', 'DELETE']) {
      const path = '/ops/queues/api/queues/schedule-call/pause';
      expect((await world.send(path, { method, headers })).status).toBe(403);
    }
  });

  it('refuses after five tries in ten minutes', async () => {
    // Minutes of its own: other tests were wrong before it.
    world.clock.now = new Date(world.clock.now.getTime() + 600_000);
    const tries = [];
    for (let n = 0; n < 6; n += 1) tries.push((await login('guess')).status);
    expect(tries).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('is for agents and admins: a viewer is told so', async () => {
    world.clock.now = new Date(world.clock.now.getTime() + 600_000);
    const cookie = await cookieFor();
    const status = async () => (await world.send('/ops/queues', { headers: { cookie } })).status;
    const setRole = (role: string) => world.db.exec(`update users set role = '${role}'`);
    await setRole('viewer');
    expect(await status()).toBe(403);
    await setRole('agent');
    expect(await status()).toBe(200);
    await setRole('admin');
  });
});

describe('every answer', () => {
  it('carries hardening headers and an id, and no name of the software', async () => {
    const { headers } = await world.call('GET', '/nowhere');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each(['/nowhere', '/api/nowhere', '/api/leads/1/nowhere', '/webhooks/twilio/nothing'])(
    '%s: 404 as a problem',
    async (path) => {
      const { status, body } = await world.call('GET', path);
      expect([status, body.type]).toEqual([404, 'urn:ringback:problem:not-found']);
    },
  );

  it('to a path that cannot be decoded is a 400', async () => {
    expect((await world.call('GET', '/api/leads/%E0%A4%A')).status).toBe(400);
  });
});
