import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { OPERATOR } from '@ringback/testing/system-settings.ts';
import {
  asSignedIn,
  PUBLIC_URL,
  startTestDatabase,
  startWorld,
  type World,
} from '../../testing/api-world.ts';

const lines: string[] = [];
const database = await startTestDatabase();
let world: World;
// Each has a day of its own: tries and links of one are no matter of another.
let day = 0;
beforeEach(async () => {
  world ??= await startWorld({ database, lines, env: { BUSINESS_NAME: 'Harbor Dental' } });
  day += 1;
  world.clock.now = new Date(Date.UTC(2027, 0, day, 12));
});
const others: World[] = [];
afterEach(async () => {
  for (const other of others.splice(0)) await other.stop();
});
afterAll(async () => {
  await world.stop();
  await database.stop();
});

const signInWith = (email: string, password: string, headers: Record<string, string> = {}) =>
  world.call('POST', '/session', { key: null, body: { email, password }, headers });
const later = (seconds: number) => {
  world.clock.now = new Date(world.clock.now.getTime() + seconds * 1_000);
};
const me = (headers: Record<string, string>) =>
  world.call('GET', '/api/me', { key: null, headers });
const as = (headers: Record<string, string>) => ({
  call: (method: string, path: string, body?: unknown) =>
    world.call(method, path, { key: null, headers, ...(body === undefined ? {} : { body }) }),
});

let made = 0;
/** Somebody new, with the link that an admin is shown. */
async function invite(role = 'agent') {
  made += 1;
  const email = `person${made}@example.com`;
  const { body, status } = await world.call('POST', '/api/users', {
    body: { email: email.toUpperCase(), name: 'New', role },
  });
  expect(status).toBe(201);
  return { email, id: body.data.id as string, token: tokenIn(body.data.link), body };
}
const tokenIn = (link: string) => link.split('/').at(-1) ?? '';

/** Somebody new who has chosen a password. */
async function person(role = 'agent', password = 'chosen by themselves') {
  const invited = await invite(role);
  const reply = await world.call('POST', `/session/invitations/${invited.token}`, {
    key: null,
    body: { name: 'Marcus', password },
  });
  return { ...invited, password, ...asSignedIn(reply) };
}

describe('signing in', () => {
  it('gives a cookie that no script reads and no other site sends, and a token for pages', async () => {
    const dana = await world.signIn();
    expect(dana.status).toBe(200);
    for (const word of ['HttpOnly', 'SameSite=Strict', 'Secure', 'Path=/;', 'Max-Age=43200']) {
      expect(dana.setCookie).toContain(word);
    }
    const token = /^ringback_session=([\w-]+)\./.exec(dana.cookie)?.[1] ?? '';
    expect(Buffer.from(token, 'base64url').length).toBeGreaterThanOrEqual(32);
    const { body } = await me(dana.reads);
    expect(body.data).toMatchObject({
      user: { email: OPERATOR.email, name: 'Operator', role: 'admin', preferences: {} },
      csrf_token: dana.writes['x-csrf-token'],
      business: 'Harbor Dental',
      demo: false,
    });
    expect(JSON.stringify([dana.body, body])).not.toMatch(/scrypt|password_hash/);
    const rows = JSON.stringify(await world.db.exec('select * from sessions'));
    expect(rows).not.toContain(token);
  });

  it('says how many tries are left, and after five when to come back, known or not', async () => {
    for (const email of [OPERATOR.email, 'nobody@example.com']) {
      later(601);
      const said = [];
      for (let n = 0; n < 5; n += 1) said.push(await signInWith(email, 'a guess'));
      expect(said.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401]);
      expect(said.map(({ body }) => body.detail)).toEqual(
        ['4 tries are', '3 tries are', '2 tries are', '1 try is', 'no tries are'].map(
          (tries) => `The email or the password is wrong; ${tries} left.`,
        ),
      );
      // Also with the right password: whoever guesses hears nothing of it.
      const refused = await signInWith(email, OPERATOR.password);
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '600']);
      expect(refused.headers.get('set-cookie')).toBeNull();
    }
    later(601);
    expect((await signInWith(OPERATOR.email.toUpperCase(), OPERATOR.password)).status).toBe(200);
  });

  it('is refused to a page of another site', async () => {
    const { email, password } = OPERATOR;
    const origin = 'https://evil.example.com';
    expect((await signInWith(email, password, { origin })).status).toBe(403);
    expect((await signInWith(email, password, { origin: PUBLIC_URL })).status).toBe(200);
  });

  it('of a demo is there in a demo only', async () => {
    const options = async ({ call }: World) =>
      (await call('GET', '/session/options', { key: null })).body.data;
    expect(await options(world)).toEqual({ business: 'Harbor Dental', demo: null });
    const email = 'vera@ringback.example';
    const enter = ({ call }: World) =>
      call('POST', '/session/demo', { key: null, body: { email } });
    expect((await enter(world)).status).toBe(404);
    const demo = await startWorld({
      database,
      env: { DEMO_SIGN_IN: 'true', DASHBOARD_ADMIN_EMAIL: 'dana@ringback.example' },
    });
    others.push(demo);
    const { demo: offered } = await options(demo);
    expect(offered.map(({ name, role }: { name: string; role: string }) => [name, role])).toEqual([
      ['Dana Whitfield', 'admin'],
      ['Marcus', 'agent'],
      ['Vera', 'viewer'],
    ]);
    const vera = asSignedIn(await enter(demo));
    expect(vera.body.data.user).toMatchObject({ name: 'Vera', role: 'viewer' });
    // Who has no password signs in with none.
    expect((await signInWith(email, '')).status).toBe(400);
    expect((await signInWith(email, 'scrypt$')).status).toBe(401);
    const dana = await demo.signIn('dana@ringback.example');
    expect(dana.body.data.user).toMatchObject({ name: 'Dana Whitfield', role: 'admin' });
  });

  it('ends here or everywhere, in every process at once', async () => {
    const second = await startWorld({ database });
    others.push(second);
    const [one, two, three] = [await world.signIn(), await world.signIn(), await world.signIn()];
    const open = async () =>
      Promise.all(
        [one, two, three].map(
          async ({ reads }) =>
            (await second.call('GET', '/api/me', { key: null, headers: reads })).status,
        ),
      );
    const out = await as(one.writes).call('DELETE', '/session');
    expect(out.headers.get('set-cookie')).toContain('ringback_session=; Max-Age=0');
    expect(await open()).toEqual([401, 200, 200]);
    await as(two.writes).call('DELETE', '/session?everywhere=true');
    expect(await open()).toEqual([401, 401, 401]);
  });
});

describe('an invitation', () => {
  it('is shown once, sets name and password, and signs in', async () => {
    const { email, id, token, body } = await invite();
    expect(body.data).toMatchObject({ email, role: 'agent', mailed: false, disabled_at: null });
    const shown = await world.call('GET', `/session/invitations/${token}`, { key: null });
    expect(shown.body.data).toMatchObject({ purpose: 'invite', user: { email, name: 'New' } });
    const use = (password: string) =>
      world.call('POST', `/session/invitations/${token}`, {
        key: null,
        body: { name: 'Marcus', password },
      });
    expect((await use('too short')).status).toBe(400);
    const marcus = asSignedIn(await use('chosen by themselves'));
    expect(marcus.body.data.user).toMatchObject({ id, name: 'Marcus', role: 'agent' });
    expect((await me(marcus.reads)).status).toBe(200);
    expect((await use('chosen by somebody')).status).toBe(404);
    expect((await signInWith(email, 'chosen by themselves')).status).toBe(200);
    const again = { body: { email, name: 'New', role: 'admin' } };
    expect((await world.call('POST', '/api/users', again)).status).toBe(409);
    expect(lines.join('\n')).not.toContain(token);
  });

  it('for a new password ends every session of before', async () => {
    const marcus = await person();
    const { body } = await world.call('POST', `/api/users/${marcus.id}/reset-link`);
    const token = tokenIn(body.data.link);
    const password = 'another password of theirs';
    const use = { key: null, body: { password } };
    const anew = asSignedIn(await world.call('POST', `/session/invitations/${token}`, use));
    expect([anew.status, (await me(anew.reads)).status]).toEqual([200, 200]);
    expect((await me(marcus.reads)).status).toBe(401);
    expect((await signInWith(marcus.email, marcus.password)).status).toBe(401);
  });

  it('is used by a form too, in a browser without the dashboard', async () => {
    const { email, token } = await invite('viewer');
    const page = await world.send(`/invitation/${token}`);
    expect(page.text).toContain(`value="${email}"`);
    expect(page.text).not.toMatch(/<script|https?:/);
    const use = (password: string) =>
      world.send(`/session/invitations/${token}`, {
        method: 'POST',
        body: new URLSearchParams({ name: 'Vera <i>', password }),
      });
    expect((await use('short')).status).toBe(400);
    const used = await use('chosen by themselves');
    expect([used.status, used.headers.get('location')]).toEqual([303, '/']);
    expect((await world.send(`/invitation/${token}`)).status).toBe(404);
  });
});

describe('one’s own account', () => {
  it('keeps preferences one by one, a name and a time zone', async () => {
    const { writes, reads } = await person();
    const change = (body: object) => as(writes).call('PATCH', '/api/me', body);
    await change({ preferences: { theme: 'dark', sounds: { needs_person: true } } });
    await change({ name: 'Marcus Webb', preferences: { keyboard: { e: false } } });
    const { status } = await change({ time_zone: 'America/Chicago' });
    expect(status).toBe(200);
    expect((await me(reads)).body.data.user).toMatchObject({
      name: 'Marcus Webb',
      time_zone: 'America/Chicago',
      preferences: { theme: 'dark', sounds: { needs_person: true }, keyboard: { e: false } },
    });
    for (const body of [
      { time_zone: 'Mars/Phobos' },
      { preferences: { theme: 'pink' } },
      { role: 'admin' },
      { preferences: { anything: true } },
    ]) {
      expect((await change(body)).status).toBe(400);
    }
  });

  it('has its password changed with the current one, which ends the other sessions', async () => {
    const marcus = await person();
    const other = await world.signIn(marcus.email, marcus.password);
    const change = (current_password: string) =>
      as(marcus.writes).call('POST', '/api/me/password', {
        current_password,
        new_password: 'a new one of their own',
      });
    expect((await change('a wrong one')).status).toBe(403);
    expect((await change(marcus.password)).status).toBe(200);
    expect([(await me(marcus.reads)).status, (await me(other.reads)).status]).toEqual([200, 401]);
    expect((await signInWith(marcus.email, marcus.password)).status).toBe(401);
    expect((await signInWith(marcus.email, 'a new one of their own')).status).toBe(200);
    const guesses = [];
    for (let n = 0; n < 4; n += 1) guesses.push((await change(`guess ${n}`)).status);
    expect(guesses).toEqual([403, 403, 403, 429]);
  });
});

describe('people', () => {
  it('are listed for everybody, and their emails for admins', async () => {
    const [vera, admin] = [await person('viewer'), await person('admin')];
    const list = async (headers: Record<string, string>) =>
      (await as(headers).call('GET', '/api/users')).body.data as { id: string; email: unknown }[];
    const seen = (await list(vera.reads)).find(({ id }) => id === vera.id);
    expect(seen).toMatchObject({ name: 'Marcus', role: 'viewer', disabled_at: null, email: null });
    const own = (await list(admin.reads)).find(({ id }) => id === vera.id);
    expect(own?.email).toBe(vera.email);
  });

  it('have the role that an admin gives them from the next request on, or none', async () => {
    const marcus = await person('agent');
    const lead = { phone: '+12025550188', name: 'Ada' };
    const create = async () => (await as(marcus.writes).call('POST', '/api/leads', lead)).status;
    expect(await create()).toBe(201);
    const change = (body: object) => world.call('PATCH', `/api/users/${marcus.id}`, { body });
    expect((await change({ role: 'viewer' })).body.data.role).toBe('viewer');
    expect(await create()).toBe(403);
    expect((await change({ disabled: true })).body.data.disabled_at).not.toBeNull();
    expect(await create()).toBe(401);
    expect((await signInWith(marcus.email, marcus.password)).status).toBe(401);
    const reset = await world.call('POST', `/api/users/${marcus.id}/reset-link`);
    expect(reset.status).toBe(404);
    await change({ disabled: false });
    expect((await signInWith(marcus.email, marcus.password)).status).toBe(200);
  });

  it('always have an admin among them', async () => {
    await world.db.exec(`update users set disabled_at = now() where email <> '${OPERATOR.email}'`);
    const dana = await world.signIn();
    const { id } = dana.body.data.user;
    for (const body of [{ role: 'agent' }, { disabled: true }]) {
      const reply = await as(dana.writes).call('PATCH', `/api/users/${id}`, body);
      expect([reply.status, reply.body.detail]).toEqual([
        409,
        'This is the last admin: make somebody else one first.',
      ]);
    }
  });

  it('and what they did stand in the activity log, page by page', async () => {
    const { id } = await person('viewer');
    await world.call('PATCH', `/api/users/${id}`, { body: { role: 'agent' } });
    const page = async (query: string) => (await world.call('GET', `/api/activity?${query}`)).body;
    const first = await page('limit=2');
    expect(first.data).toMatchObject([
      {
        action: 'user_changed',
        actor_kind: 'key',
        actor_name: 'bootstrap',
        subject_id: id,
        details: { role: 'agent' },
      },
      { action: 'signed_in', actor_kind: 'user', actor_id: id },
    ]);
    const second = await page(`limit=2&cursor=${first.next_cursor}`);
    expect(second.data[0]).toMatchObject({ action: 'invitation_accepted', actor_id: id });
    const byThem = await page(`actor_id=${id}&action=signed_in`);
    expect(byThem.data).toHaveLength(1);
  });
});

describe('the sign-in page', () => {
  it('has a form without a script, and leads on to pages of ours only', async () => {
    const page = await world.send('/sign-in?next=/ops/queues/queue/cleanup');
    expect(page.text).toContain('value="/ops/queues/queue/cleanup"');
    expect(page.text).toContain('Harbor Dental');
    const onTo = async (next: string) =>
      (
        await world.send('/session', {
          method: 'POST',
          body: new URLSearchParams({ ...OPERATOR, next }),
        })
      ).headers.get('location');
    expect(await onTo('/inbox?q=1')).toBe('/inbox?q=1');
    for (const next of ['https://evil.example.com/', '//evil.example.com', '/\\evil.example.com']) {
      expect(await onTo(next)).toBe('/');
    }
  });

  it('says what is wrong, with what was typed as text', async () => {
    const email = '"><script>alert(1)</script>';
    const reply = await world.send('/session', {
      method: 'POST',
      body: new URLSearchParams({ email, password: 'x' }),
    });
    expect(reply.status).toBe(401);
    expect(reply.text).toContain('4 tries are left');
    expect(reply.text).not.toContain('<script');
  });

  it('is not there where nobody can sign in', async () => {
    const env = { SESSION_SECRET: '', DASHBOARD_ADMIN_EMAIL: '', DASHBOARD_ADMIN_PASSWORD: '' };
    const closed = await startWorld({ database, env });
    others.push(closed);
    expect((await closed.send('/sign-in')).status).toBe(404);
    const body = { email: OPERATOR.email, password: OPERATOR.password };
    expect((await closed.call('POST', '/session', { key: null, body })).status).toBe(404);
  });
});
