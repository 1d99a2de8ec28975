import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { later, NOON } from '@ringback/testing/database-world.ts';
import { startTextsWorld, type TextsWorld } from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

const stop = (phone: string, at: Date) => world.inbound.receive(world.stopText(phone), at);
const start = (phone: string, at: Date) =>
  world.inbound.receive(
    world.inboundText(phone, {
      body: 'START',
      opt_out: { kind: 'opt_in', rule: 'keyword.start', words: 'START' },
    }),
    at,
  );
const isBlocked = (phone: string) => world.suppressions.has(phone, 'sms');

describe('START', () => {
  it.each(['api', 'spoken'])(
    'lifts no block that was said by text first and then by way of "%s"',
    async (source) => {
      const phone = world.number();
      await stop(phone, NOON);
      await world.suppressions.add({ phone, scope: 'all', source, words: 'Never!' }, later(60));
      await start(phone, later(120));
      expect(await isBlocked(phone)).toBe(true);
      const [block] = await world.exec(
        `select source, words from suppressions where phone = '${phone}'`,
      );
      expect(block).toEqual({ source, words: 'Never!' });
    },
  );

  it('leaves a block as the lead spoke it, should a STOP by text come after', async () => {
    const phone = world.number();
    await world.suppressions.add({ phone, scope: 'all', source: 'spoken' }, NOON);
    await stop(phone, later(60));
    await start(phone, later(120));
    expect(await isBlocked(phone)).toBe(true);
  });

  it('that was kept back by an outage lifts no STOP that was said after it', async () => {
    const phone = world.number();
    await stop(phone, later(60));
    await start(phone, NOON);
    expect(await isBlocked(phone)).toBe(true);
    await start(phone, later(120));
    expect(await isBlocked(phone)).toBe(false);
  });
});

it('a STOP after a START is as new as it is, so that its confirmation is still in time', async () => {
  const phone = world.number();
  await stop(phone, NOON);
  await start(phone, later(3_600));
  const { notice_id } = await stop(phone, later(7_200));
  const context = await world.messages.context(String(notice_id), later(7_201));
  expect(context?.suppressions.map(({ at }) => Date.parse(at))).toEqual([later(7_200).getTime()]);
});
