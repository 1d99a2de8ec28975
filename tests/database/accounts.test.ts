import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createActivity } from '@ringback/shared/db/access/activity.ts';
import type { Role } from '@ringback/shared/db/access/api-keys.ts';
import { createCredentials } from '@ringback/shared/db/access/credentials.ts';
import { createSessionRows } from '@ringback/shared/db/access/sessions.ts';
import { createUsers } from '@ringback/shared/db/access/users.ts';
import { readOpenPasses } from '@ringback/shared/db/health/open-passes.ts';
import {
  type DatabaseWorld,
  later,
  NOON,
  startDatabaseWorld,
} from '@ringback/testing/database-world.ts';

let world: DatabaseWorld;
beforeAll(async () => {
  world = await startDatabaseWorld();
});
afterAll(() => world.stop());

const BY = { kind: 'command', name: 'a test' } as const;
const DAY = 86_400;

/** A system without users, and the ways to make some. */
async function setup() {
  await world.exec(
    'truncate users, sessions, invitations, activity_log, private.sign_in_tries cascade',
  );
  const users = createUsers(world.db);
  const sessions = createSessionRows(world.db);
  const credentials = createCredentials(world.db);
  const link = () => ({ tokenHash: randomUUID(), expiresAt: later(7 * DAY) });
  /** Somebody who has set a password. */
  async function person(role: Role, name: string = role) {
    const made = link();
    const email = `${randomUUID()}@example.com`;
    const user = await users.invite({ email, name, role }, made, BY, NOON);
    const accepted = { tokenHash: made.tokenHash, passwordHash: 'scrypt$' };
    await credentials.acceptInvitation(accepted, NOON);
    if (!user) throw new Error('nobody was made');
    return user;
  }
  async function signedIn(userId: string) {
    const tokenHash = randomUUID();
    await sessions.open({ tokenHash, userId, expiresAt: later(DAY), how: 'password' }, NOON);
    const session = await sessions.findByHash(tokenHash, NOON);
    return { tokenHash, id: session?.id ?? '' };
  }
  const actions = async () =>
    (await createActivity(world.db).list({ limit: 100 })).map(({ action }) => action).reverse();
  return { users, sessions, credentials, link, person, signedIn, actions };
}

describe('an invitation', () => {
  it('works once, in time, and sets name and password', async () => {
    const { users, credentials, link, actions } = await setup();
    const made = link();
    const user = await users.invite(
      { email: 'Ada@Example.com', name: 'A', role: 'agent' },
      made,
      BY,
      NOON,
    );
    expect(user).toMatchObject({ email: 'ada@example.com', role: 'agent', disabled_at: null });
    const found = await credentials.findInvitation(made.tokenHash, NOON);
    expect(found).toMatchObject({ purpose: 'invite', user: { name: 'A' } });
    expect(await credentials.findInvitation(made.tokenHash, later(7 * DAY))).toBeNull();
    const accept = () =>
      credentials.acceptInvitation(
        { tokenHash: made.tokenHash, passwordHash: 'scrypt$1', name: 'Ada' },
        later(60),
      );
    const both = await Promise.all([accept(), accept()]);
    expect(both.filter(Boolean)).toMatchObject([{ name: 'Ada' }]);
    expect(await credentials.findByEmail('ADA@example.com')).toMatchObject({
      passwordHash: 'scrypt$1',
    });
    expect(await actions()).toEqual(['user_invited', 'invitation_accepted']);
  });

  it('is not made for an email that somebody has', async () => {
    const { users, link, person } = await setup();
    const { email } = await person('viewer');
    const again = { email: email.toUpperCase(), name: 'B', role: 'admin' } as const;
    expect(await users.invite(again, link(), BY, NOON)).toBeNull();
  });

  it('for a new password ends the one before it, and every session once it is used', async () => {
    const { users, credentials, sessions, link, person, signedIn } = await setup();
    const { id, email } = await person('agent');
    const session = await signedIn(id);
    const [first, second] = [link(), link()];
    await users.reset({ id }, first, BY, NOON);
    await users.reset({ email }, second, BY, NOON);
    expect(await credentials.findInvitation(first.tokenHash, NOON)).toBeNull();
    expect(await sessions.findByHash(session.tokenHash, NOON)).not.toBeNull();
    const accepted = { tokenHash: second.tokenHash, passwordHash: 'scrypt$2' };
    expect(await credentials.acceptInvitation(accepted, NOON)).toMatchObject({ id });
    expect(await sessions.findByHash(session.tokenHash, NOON)).toBeNull();
  });
});

describe('a role', () => {
  it('holds from the next look on, and who is disabled is out at once', async () => {
    const { users, sessions, person, signedIn } = await setup();
    await person('admin');
    const { id } = await person('agent');
    const session = await signedIn(id);
    const role = async () => (await sessions.findByHash(session.tokenHash, NOON))?.user.role;
    await users.change(id, { role: 'viewer' }, BY, NOON);
    expect(await role()).toBe('viewer');
    expect(await readOpenPasses(world.db, [session.id], NOON)).toEqual(new Set([session.id]));
    await users.change(id, { disabled: true }, BY, NOON);
    expect(await role()).toBeUndefined();
    expect(await readOpenPasses(world.db, [session.id], NOON)).toEqual(new Set());
    const again = { tokenHash: 'again', userId: id, expiresAt: later(DAY), how: 'demo' } as const;
    expect(await sessions.open(again, NOON)).toBe(false);
  });

  it('is not taken from the last admin who can come in', async () => {
    const { users, link, person } = await setup();
    const { id } = await person('admin');
    await users.invite({ email: 'b@example.com', name: 'B', role: 'admin' }, link(), BY, NOON);
    for (const change of [{ role: 'agent' }, { disabled: true }] as const) {
      expect(await users.change(id, change, BY, NOON)).toEqual({ refused: 'last_admin' });
    }
    expect(await users.change(id, { name: 'Dana' }, BY, NOON)).toMatchObject({
      user: { name: 'Dana', role: 'admin' },
    });
    expect(await users.change(randomUUID(), { name: 'Nobody' }, BY, NOON)).toBeNull();
  });

  it('of two admins who take each other’s away at once, one stays', async () => {
    const { users, person } = await setup();
    const [one, other] = [await person('admin'), await person('admin')];
    const taken = await Promise.all(
      [one, other].map(({ id }) => users.change(id, { role: 'viewer' }, BY, NOON)),
    );
    expect(taken.filter((change) => change && 'refused' in change)).toHaveLength(1);
    const left = (await users.list()).filter(({ role }) => role === 'admin');
    expect(left).toHaveLength(1);
  });
});

describe('sessions', () => {
  it('end one by one, or all of one person, or all but one with a new password', async () => {
    const { sessions, credentials, person, signedIn } = await setup();
    const [{ id }, other] = [await person('admin'), await person('agent')];
    const [a, b, c] = [await signedIn(id), await signedIn(id), await signedIn(id)];
    const stays = await signedIn(other.id);
    const open = async () => {
      const all = [a, b, c, stays];
      const found = await Promise.all(
        all.map(({ tokenHash }) => sessions.findByHash(tokenHash, NOON)),
      );
      return found.map(Boolean);
    };
    await sessions.close(a.tokenHash, false, NOON);
    expect(await open()).toEqual([false, true, true, true]);
    await credentials.setPassword(id, 'scrypt$3', b.id, NOON);
    expect(await open()).toEqual([false, true, false, true]);
    await signedIn(id);
    await sessions.close(b.tokenHash, true, NOON);
    expect(await open()).toEqual([false, false, false, true]);
    expect(await world.exec(`select id from sessions where user_id = '${id}'`)).toEqual([]);
  });

  it('are forgotten when they are over', async () => {
    const { sessions, person, signedIn } = await setup();
    const { id } = await person('admin');
    const { tokenHash } = await signedIn(id);
    expect(await sessions.findByHash(tokenHash, later(DAY))).toBeNull();
    const next = { tokenHash: 'next', userId: id, expiresAt: later(3 * DAY), how: 'link' } as const;
    await sessions.open(next, later(2 * DAY));
    expect(await world.exec('select token_hash from sessions')).toEqual([{ token_hash: 'next' }]);
  });
});

describe('tries to sign in', () => {
  it('are five in ten minutes for an email, from wherever they come', async () => {
    const { credentials } = await setup();
    const from = (address: string, at: Date) => credentials.beginTry({ email: 'ada', address }, at);
    const left = [];
    for (let n = 0; n < 5; n += 1) left.push(await from(`address ${n}`, later(n)));
    expect(left).toEqual([4, 3, 2, 1, 0].map((one) => ({ left: one })));
    expect(await from('another address', later(10))).toEqual({ retry_after: 590 });
    expect(await from('another address', later(600))).toEqual({ left: 0 });
  });

  it('are five from an address, for whichever email, also when they come at once', async () => {
    const { credentials } = await setup();
    const emails = Array.from({ length: 12 }, (_, n) => `email ${n}`);
    const begun = await Promise.all(
      emails.map((email) => credentials.beginTry({ email, address: 'one' }, NOON)),
    );
    expect(begun.filter((one) => 'left' in one)).toHaveLength(5);
  });

  it('are forgotten for the email once its password was right, and for the address that one alone', async () => {
    const { credentials, sessions, person } = await setup();
    const { id } = await person('agent');
    const keys = { email: 'hers', address: 'one' };
    for (let n = 0; n < 3; n += 1) await credentials.beginTry(keys, later(n));
    const at = later(3);
    await credentials.beginTry(keys, at);
    await sessions.open(
      {
        tokenHash: 'in',
        userId: id,
        expiresAt: later(DAY),
        how: 'password',
        tries: { ...keys, at },
      },
      later(4),
    );
    const count = async (email: string, address: string) =>
      credentials.beginTry({ email, address }, later(5));
    expect(await count('hers', 'elsewhere')).toEqual({ left: 4 });
    expect(await count('another', 'one')).toEqual({ left: 1 });
  });
});

describe('the activity log', () => {
  it('says who did what, with ids and states, and no name but that of who acted', async () => {
    const { users, person, signedIn } = await setup();
    const admin = await person('admin', 'Dana Whitfield');
    const agent = await person('agent', 'Marcus');
    await signedIn(agent.id);
    const by = { id: admin.id, kind: 'user', name: admin.name } as const;
    await users.change(agent.id, { role: 'viewer', name: 'Marcus Webb' }, by, later(60));
    await users.change(agent.id, { role: 'viewer' }, by, later(70));
    const [newest, signIn] = await createActivity(world.db).list({ limit: 2 });
    expect(newest).toMatchObject({
      actor_id: admin.id,
      actor_name: 'Dana Whitfield',
      action: 'user_changed',
      subject_kind: 'user',
      subject_id: agent.id,
      details: { role: 'viewer', renamed: true },
    });
    expect(signIn).toMatchObject({ action: 'signed_in', actor_name: 'Marcus' });
  });
});
