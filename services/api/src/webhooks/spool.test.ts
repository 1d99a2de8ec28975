import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { callSidOf, NOON } from '../testing/api-world.ts';
import { Notice } from './notice.ts';
import { createSpool } from './spool.ts';
import { createSpoolFiles } from './spool-files.ts';

const TOO_LONG = new AppError('database_unavailable', 'No answer in time.');

function setup({ isQueueUp = true, dir = mkdtempSync(join(tmpdir(), 'spool-')) } = {}) {
  const world = { isQueueUp, isDatabaseUp: true, fails: null as unknown };
  const list: string[] = [];
  const dead: string[] = [];
  const told: unknown[] = [];
  const tries = new Map<string, number>();
  const spool = createSpool({
    backlog: {
      add: async (item) => void list.push(item),
      oldest: async (most) => list.slice(0, most),
      remove: async (item) => void list.splice(list.indexOf(item), 1),
      size: async () => list.length,
      countTry: async (item) => {
        tries.set(item, (tries.get(item) ?? 0) + 1);
        return tries.get(item) ?? 0;
      },
    },
    dead: { add: async (item) => void dead.push(item), size: async () => dead.length },
    files: createSpoolFiles(dir),
    isQueueUp: () => world.isQueueUp,
    isDatabaseUp: async () => world.isDatabaseUp,
    read: Notice.parse,
    tell: async ({ form }) => {
      if (form['CallStatus'] === 'poison') throw new AppError('internal', 'It cannot be told.');
      if (form['CallStatus'] === 'heavy') throw TOO_LONG;
      if (world.fails) throw world.fails;
      told.push(form['CallStatus']);
    },
    log: createLogger({ service: 'test', level: 'silent' }),
  });
  return { world, spool, list, dead, told, dir };
}

let serial = 0;
const notice = (CallStatus: string, micros = serial++): Notice => ({
  provider: 'twilio',
  kind: 'status',
  form: { CallSid: callSidOf(1), CallStatus },
  receivedAt: NOON.toISOString().replace('Z', `${String(micros).padStart(3, '0')}Z`),
});

describe('the spool', () => {
  it('keeps in Redis, and in files without it, and tells all in order', async () => {
    const { world, spool, told, dir } = setup({ isQueueUp: false });
    await spool.keep(notice('one'));
    await spool.keep(notice('two'));
    world.isQueueUp = true;
    await spool.keep(notice('three'));
    expect([await spool.size(), readdirSync(dir).length]).toEqual([3, 2]);
    expect(await spool.replay()).toBe(3);
    expect(told).toEqual(['one', 'two', 'three']);
    expect([await spool.size(), readdirSync(dir)]).toEqual([0, []]);
    await spool.stop();
  });

  it.each([true, false])(
    'tells in the order of arrival what was kept in another one (in Redis: %s)',
    async (isQueueUp) => {
      const { world, spool, told } = setup({ isQueueUp });
      await spool.keep(notice('two', 902));
      await spool.keep(notice('one', 901));
      await spool.keep(notice('three', 903));
      world.isQueueUp = true;
      await spool.replay();
      expect(told).toEqual(['one', 'two', 'three']);
      await spool.stop();
    },
  );

  it('lets go of nothing while the database is away', async () => {
    const { world, spool, told, list } = setup();
    await spool.keep(notice('one'));
    world.fails = new AppError('database_unavailable', 'away');
    await expect(spool.replay()).rejects.toMatchObject({ code: 'database_unavailable' });
    expect([list.length, told]).toEqual([1, []]);
    await spool.stop();
  });

  it('sets aside what can never be told, and goes on with the rest', async () => {
    const { world, spool, told, dead, dir } = setup({ isQueueUp: false });
    await spool.keep(notice('poison'));
    world.isQueueUp = true;
    await spool.keep(notice('poison'));
    await spool.keep(notice('fine'));
    expect(await spool.replay()).toBe(3);
    expect([told, dead.length]).toEqual([['fine'], 1]);
    expect(readdirSync(dir)).toEqual([expect.stringMatching(/\.dead$/)]);
    await spool.stop();
  });

  it.each([true, false])(
    'goes on with the rest where one takes too long while others are answered (in Redis: %s)',
    async (isQueueUp) => {
      const { world, spool, told } = setup({ isQueueUp });
      await spool.keep(notice('one'));
      await spool.keep(notice('heavy'));
      await spool.keep(notice('two'));
      world.isQueueUp = true;
      await expect(spool.replay()).rejects.toBe(TOO_LONG);
      expect([told, await spool.size(), await spool.setAside()]).toEqual([['one', 'two'], 1, 0]);
      await spool.stop();
    },
  );

  it.each([true, false])(
    'sets aside what took too long ten times while others were answered (in Redis: %s)',
    async (isQueueUp) => {
      const { world, spool } = setup({ isQueueUp });
      await spool.keep(notice('heavy'));
      world.isQueueUp = true;
      for (let tries = 1; tries < 10; tries += 1) {
        await expect(spool.replay()).rejects.toBe(TOO_LONG);
        expect([await spool.size(), await spool.setAside()]).toEqual([1, 0]);
      }
      expect(await spool.replay()).toBe(1);
      expect([await spool.size(), await spool.setAside()]).toEqual([0, 1]);
      await spool.stop();
    },
  );

  it.each([
    ['nobody is answered', '', false],
    ['the disk is full', '53100', true],
    ['it is read-only', '25006', true],
  ])('counts no try while %s', async (_, sqlstate, isDatabaseUp) => {
    const { world, spool } = setup();
    world.isDatabaseUp = isDatabaseUp;
    world.fails = new AppError('database_unavailable', 'away', { facts: { sqlstate } });
    await spool.keep(notice('one'));
    for (let tries = 0; tries < 30; tries += 1) await expect(spool.replay()).rejects.toThrow();
    expect([await spool.size(), await spool.setAside()]).toEqual([1, 0]);
    await spool.stop();
  });

  it('says so when neither place takes a webhook, so that the carrier keeps it', async () => {
    const { spool } = setup({ isQueueUp: false, dir: '/dev/null/nowhere' });
    await expect(spool.keep(notice('one'))).rejects.toThrow();
    await spool.stop();
  });
});
