import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { carryOut } from '@ringback/scripts/user/carry-out.ts';
import { readOrder } from '@ringback/scripts/user/read-order.ts';
import { createCredentials } from '@ringback/shared/db/access/credentials.ts';
import { createUsers } from '@ringback/shared/db/access/users.ts';
import { hashKey } from '@ringback/shared/runtime/api-key.ts';
import { type DatabaseWorld, NOON, startDatabaseWorld } from '@ringback/testing/database-world.ts';

describe('what the command is asked to do', () => {
  it('is read from its words', () => {
    const invite = ['invite', 'Ada@Example.com', '--role', 'agent', '--name', 'Ada'];
    const ada = { act: 'invite', email: 'ada@example.com', role: 'agent', name: 'Ada' };
    expect(readOrder(invite)).toEqual(ada);
    expect(readOrder(['reset', 'ada@example.com'])).toEqual({
      act: 'reset',
      email: 'ada@example.com',
    });
  });

  it.each([
    [[], 'npm run user -- invite'],
    [['invite', 'ada@example.com'], '--role admin|agent|viewer, --name <name>'],
    [['reset', 'ada'], 'an email address'],
    [['reset', 'ada@example.com', 'grace@example.com'], 'npm run user -- reset'],
    [['delete', 'ada@example.com'], 'npm run user'],
  ])('%j is refused with how it is used', (args, said) => {
    expect(() => readOrder(args)).toThrow(said);
  });
});

describe('the command', () => {
  let world: DatabaseWorld;
  beforeAll(async () => {
    world = await startDatabaseWorld();
  });
  afterAll(() => world.stop());

  it('makes links that work, and says what is in its way', async () => {
    let tokens = 0;
    const deps = {
      users: createUsers(world.db),
      newToken: () => `token-${tokens++}`,
      publicUrl: 'https://ringback.example.com',
      hasOwnPasswords: true,
      now: () => NOON,
    };
    const ask = (...args: string[]) => carryOut(readOrder(args), deps);
    const invite = ['invite', 'ada@example.com', '--role', 'admin', '--name', 'Ada'];
    expect(await ask(...invite)).toBe(
      'https://ringback.example.com/invitation/token-0\nThe link works once, for a week.',
    );
    await expect(ask(...invite)).rejects.toThrow('npm run user -- reset ada@example.com');
    expect(await ask('reset', 'ada@example.com')).toContain('/invitation/token-2\n');
    const elsewhere = { ...deps, hasOwnPasswords: false };
    const grace = ['invite', 'g@example.com', '--role', 'agent', '--name', 'Grace'];
    expect(await carryOut(readOrder(grace), elsewhere)).toContain('Supabase Auth');
    await expect(carryOut(readOrder(['reset', 'g@example.com']), elsewhere)).rejects.toThrow(
      'there',
    );
    await expect(ask('reset', 'grace@example.com')).rejects.toThrow('Nobody has');
    const found = await createCredentials(world.db).findInvitation(hashKey('token-2'), NOON);
    expect(found).toMatchObject({ purpose: 'reset', user: { role: 'admin' } });
    const [row] = await world.exec('select actor_kind, actor_name from activity_log limit 1');
    expect(row).toEqual({ actor_kind: 'command', actor_name: 'npm run user' });
  });
});
