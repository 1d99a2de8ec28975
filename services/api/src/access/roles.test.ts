import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROLES, type Role } from '@ringback/shared/db/access/api-keys.ts';
import { createUsers } from '@ringback/shared/db/access/users.ts';
import { ALL_KINDS } from '@ringback/shared/events/kinds.ts';
import { systemNow } from '@ringback/shared/runtime/clock.ts';
import { hashPassword } from '@ringback/shared/runtime/password.ts';
import type { Access, Spec } from '../http/route.ts';
import { allSpecs } from '../routes/modules.ts';
import { startWorld, type World } from '../testing/api-world.ts';

const PASSWORD = 'a password of this test';

type Person = Awaited<ReturnType<World['signIn']>>;
let world: World;
const people = new Map<Role, Person>();
const keys = new Map<Role, string>();
beforeAll(async () => {
  world = await startWorld({ cleanupMs: 10 });
  const passwordHash = await hashPassword(PASSWORD);
  for (const role of ROLES) {
    const email = `${role}@example.com`;
    await createUsers(world.rows).ensure(
      { email, name: role, role, passwordHash },
      world.clock.now,
    );
    people.set(role, await world.signIn(email, PASSWORD));
    const { body } = await world.call('POST', '/api/keys', { body: { name: role, role } });
    keys.set(role, body.data.key);
  }
}, 60_000);
afterAll(() => world.stop());

// A stream does not end by itself: the topics have tests of their own.
const SPECS = allSpecs(systemNow).filter(({ path }) => path !== '/api/live');
const named = SPECS.map((spec): [string, Spec] => [`${spec.method} ${spec.path}`, spec]);
const locked = named.filter(([, { access }]) => access !== 'anyone');

const rank = (role: Access) => ROLES.indexOf(role as Role);
const may = (role: Role, access: Access) => access === 'person' || rank(role) >= rank(access);

/** Asks with a body that no route takes, so that who may come in changes nothing there. */
async function ask({ method, path }: Spec, headers: Record<string, string>): Promise<number> {
  const real = path.replace('{callSid}', `CA${'0'.repeat(32)}`).replaceAll(/\{\w+\}/g, 'none');
  const reads = method === 'get';
  const { status } = await world.send(reads ? real : `${real}?everywhere=perhaps`, {
    method: method.toUpperCase(),
    headers: { ...headers, ...(reads ? {} : { 'content-type': 'text/plain' }) },
    ...(reads ? {} : { body: 'x' }),
  });
  return status;
}

const pageOf = (role: Role) => people.get(role)?.writes ?? {};
const cookieOf = (role: Role) => people.get(role)?.reads ?? {};
const keyOf = (role: Role) => ({ authorization: `Bearer ${keys.get(role)}` });

describe.each(locked)('%s', (_name, spec) => {
  it('takes nobody without a key or a session', async () => {
    expect(await ask(spec, {})).toBe(401);
    expect(await ask(spec, { cookie: 'ringback_session=made.up' })).toBe(401);
  });

  it.each(ROLES)('knows what a person with the role %s may do', async (role) => {
    const status = await ask(spec, pageOf(role));
    if (may(role, spec.access)) expect([200, 400, 404, 409, 415, 504]).toContain(status);
    else expect(status).toBe(403);
  });

  it.each(ROLES)('knows what a key with the role %s may do', async (role) => {
    const status = await ask(spec, keyOf(role));
    if (spec.access === 'person') expect(status).toBe(403);
    else if (may(role, spec.access)) expect([200, 400, 404, 409, 415, 504]).toContain(status);
    else expect(status).toBe(403);
  });

  it('takes a write by cookie from a page of ours only', async () => {
    const asPage = pageOf('admin');
    const expected = spec.method === 'get' ? [200, 400, 404, 409] : [403];
    expect(expected).toContain(await ask(spec, cookieOf('admin')));
    expect(expected).toContain(await ask(spec, { ...asPage, 'x-csrf-token': 'x' }));
    const elsewhere: Record<string, string>[] = [
      { origin: 'https://evil.example.com' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const origin of elsewhere) {
      expect(expected).toContain(await ask(spec, { ...asPage, ...origin }));
    }
  });
});

describe('what the roles are for', () => {
  it('a viewer writes nothing but their own account', () => {
    const own = ['patch /api/me', 'post /api/me/password', 'delete /session'];
    const writes = named.filter(
      ([, { method, access }]) => method !== 'get' && (access === 'viewer' || access === 'person'),
    );
    expect(writes.map(([name]) => name).sort()).toEqual([...own].sort());
  });

  it('an agent administers nothing', () => {
    const noun = (path: string) => path.split('/').slice(1, 3).join('/');
    const nouns = (wanted: (spec: Spec) => boolean) =>
      new Set(SPECS.filter(wanted).map(({ path }) => noun(path)));
    const writes = (role: Access) =>
      nouns(({ method, access }) => method !== 'get' && access === role);
    const [forAgents, forAdmins] = [writes('agent'), writes('admin')];
    const administered = ['keys', 'users', 'agents', 'lead-sources', 'senders']
      .concat('webhook-endpoints', 'webhook-deliveries', 'notification-rules', 'duty-shifts')
      .map((name) => `api/${name}`);
    expect(administered.filter((name) => forAgents.has(name) || !forAdmins.has(name))).toEqual([]);
    expect(nouns(({ access }) => access === 'admin')).toContain('api/activity');
  });

  it('without signing in there are the ways in, and pictures by a signed address', () => {
    const open = named.filter(([, { access }]) => access === 'anyone').map(([name]) => name);
    expect(open.sort()).toEqual([
      'get /pictures/{id}/{ends}/{signature}',
      'get /session/invitations/{token}',
      'get /session/options',
      'post /session',
      'post /session/demo',
      'post /session/invitations/{token}',
    ]);
  });

  it('an agent stops everything, and an admin lets it go on', async () => {
    const set = async (role: Role, name: string, is_on: boolean) =>
      (
        await world.call('PUT', `/api/switches/${name}`, {
          key: null,
          headers: pageOf(role),
          body: { is_on },
        })
      ).status;
    expect(await set('agent', 'stop_all', true)).toBe(200);
    expect(await set('agent', 'stop_all', false)).toBe(403);
    expect(await set('admin', 'stop_all', false)).toBe(200);
    expect([
      await set('agent', 'stop_texts', true),
      await set('agent', 'stop_texts', false),
    ]).toEqual([200, 200]);
  });
});

describe.each(ALL_KINDS.map(([noun]) => noun))('the topic %s', (noun) => {
  async function listen(headers: Record<string, string>): Promise<number> {
    const leaving = new AbortController();
    const { signal } = leaving;
    const { status } = await fetch(`${world.api.url}/api/live?topics=${noun}:`, {
      headers,
      signal,
    });
    leaving.abort();
    return status;
  }

  it('is for every role, by session and by key, and for nobody else', async () => {
    expect(await listen({})).toBe(401);
    for (const role of ROLES) {
      expect([await listen(cookieOf(role)), await listen(keyOf(role))]).toEqual([200, 200]);
    }
  });
});
