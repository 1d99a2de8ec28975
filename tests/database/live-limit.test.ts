import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  CLAIM,
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

// The embedded Postgres is one session: nobody can come in between there.
// biome-ignore lint/style/noProcessEnv: asked for by whoever runs the tests
const onServer = process.env['TEST_DATABASE'] === 'embedded' ? it.skip : it;

const claimOf = (maxLive: number) => ({
  ...CLAIM,
  caps: { ...CLAIM.caps, max_live: maxLive },
  limits: [],
});

async function scheduled() {
  const call = world.newCall({ to: world.number() });
  await world.calls.schedule(call, NOON);
  return call;
}

/** A claim whose transaction stays open until `act` is over; then it is committed, or taken back. */
async function whileClaiming(
  maxLive: number,
  ending: 'commit' | 'rollback',
  act: () => Promise<void>,
) {
  const call = await scheduled();
  const claim = JSON.stringify({
    ...claimOf(maxLive),
    number: { to: call.to, ok: true, table: 't' },
  });
  const [answer] = await world.exec(
    `begin; select begin_call('${call.id}', '${claim}', '${NOON.toISOString()}') ->> 'verdict' as verdict`,
  );
  expect(answer).toEqual({ verdict: 'go' });
  try {
    await act();
  } finally {
    await world.exec(ending);
  }
}

async function live() {
  const [row] = await world.exec(
    `select count(*)::int as n from calls where direction = 'outbound' and private.is_live(status)`,
  );
  return Number(row?.['n']);
}

describe('how many calls may be alive at once', () => {
  onServer('is kept without waiting for a claim that is not committed yet', async () => {
    const before = await live();
    const [second, third] = [await scheduled(), await scheduled()];
    await whileClaiming(before + 2, 'commit', async () => {
      expect(await world.calls.begin(second.id, claimOf(before + 2), NOON)).toMatchObject({
        verdict: 'go',
      });
      expect(await world.calls.begin(third.id, claimOf(before + 2), NOON)).toEqual({
        verdict: 'full',
      });
    });
    expect(await live()).toBe(before + 2);
    expect(await world.calls.begin(third.id, claimOf(before + 2), NOON)).toEqual({
      verdict: 'full',
    });
  });

  onServer('has room again once a claim was taken back', async () => {
    const before = await live();
    const other = await scheduled();
    await whileClaiming(before + 1, 'rollback', async () => {
      expect(await world.calls.begin(other.id, claimOf(before + 1), NOON)).toEqual({
        verdict: 'full',
      });
    });
    expect(await world.calls.begin(other.id, claimOf(before + 1), NOON)).toMatchObject({
      verdict: 'go',
    });
  });

  it('is one more when a call has ended, whichever place it had', async () => {
    const before = await live();
    const begun: { id: string }[] = [];
    for (let n = 0; n < 3; n += 1) {
      const call = await scheduled();
      expect(await world.calls.begin(call.id, claimOf(before + 3), NOON)).toMatchObject({
        verdict: 'go',
      });
      begun.push(call);
    }
    const [first, late, last] = [begun[0], await scheduled(), await scheduled()];
    await world.exec(
      `update calls set status = 'failed', ended_at = now() where id = '${first?.id ?? ''}'`,
    );
    expect(await world.calls.begin(late.id, claimOf(before + 3), later(1))).toMatchObject({
      verdict: 'go',
    });
    expect(await world.calls.begin(last.id, claimOf(before + 3), later(1))).toEqual({
      verdict: 'full',
    });
  });

  it('counts calls that were given no place, and a limit that was lowered', async () => {
    const before = await live();
    const call = await scheduled();
    await world.exec(`update calls set slot = null where private.is_live(status)`);
    expect(await world.calls.begin(call.id, claimOf(before), NOON)).toEqual({ verdict: 'full' });
    await world.exec(`update calls set slot = 1000 where private.is_live(status)`);
    expect(await world.calls.begin(call.id, claimOf(before), NOON)).toEqual({ verdict: 'full' });
    expect(await world.calls.begin(call.id, claimOf(before + 1), NOON)).toMatchObject({
      verdict: 'go',
    });
  });
});
