import { describe, expect, it, jest } from '@jest/globals';
import type { Media } from '@ringback/shared/db/texts/media.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { NOON_IN_NEW_YORK as NOON } from '@ringback/shared/testing/rows.ts';
import { pino } from 'pino';
import { createSweepMedia } from './sweep-media.ts';

const DAY_MS = 86_400_000;
const ago = (ms: number) => new Date(NOON.getTime() - ms);
const url = 'https://carrier.example/1';

type Setting = {
  due?: string[];
  old?: Awaited<ReturnType<Media['old']>>;
  keepMs?: number | null;
  away?: boolean;
};

function setup({ due = [], old = [], keepMs = 30 * DAY_MS, away = false }: Setting) {
  const acts: string[] = [];
  const listOld = jest.fn<Media['old']>(async () => old);
  const enqueueAll = jest.fn(async (_job: unknown, jobs: { payload: object }[]) => {
    acts.push(...jobs.map(({ payload }) => `job ${JSON.stringify(payload)}`));
  });
  const note = (act: string) => async (what: unknown) => {
    acts.push(`${act} ${String(what)}`);
    if (away && act === 'at the carrier') throw new AppError('provider_unavailable', 'Away.');
    return true;
  };
  const sweep = createSweepMedia({
    media: { claimDue: async () => due, old: listOld, forget: note('forget') as Media['forget'] },
    blobs: { remove: note('here') as never },
    carrierMediaOf: () => ({
      fetch: async () => ({ kind: 'missing' }),
      remove: note('at the carrier') as never,
      sendFault: () => null,
    }),
    producer: { enqueueAll: enqueueAll as never, revive: note('revive') as never },
    keepMs,
    now: () => NOON,
  });
  const { signal } = new AbortController();
  const run = () => sweep({}, { log: pino({ enabled: false }), signal, attempt: 1 });
  return { acts, listOld, run };
}

describe('the sweep of pictures', () => {
  it('gives a job to every text whose pictures lost theirs', async () => {
    const { acts, run } = setup({ due: ['m1'] });
    expect(await run()).toEqual({ kind: 'done' });
    expect(acts).toContain('job {"messageId":"m1"}');
  });

  it('deletes what is old at the carrier, then here, and the row last', async () => {
    const old = [
      { id: 'a', provider: 'twilio', source_url: url },
      { id: 'b', provider: 'twilio', source_url: null },
    ];
    const { acts, listOld, run } = setup({ old });
    await run();
    expect(acts).toEqual([`at the carrier ${url}`, 'here a', 'forget a', 'here b', 'forget b']);
    expect(listOld.mock.calls[0]?.[0]).toEqual({
      before: ago(30 * DAY_MS),
      uploads: ago(DAY_MS),
      erased: ago(5 * 60_000),
    });
  });

  it('keeps pictures for ever where that is set', async () => {
    const { listOld, run } = setup({ keepMs: null });
    expect(await run()).toMatchObject({ kind: 'skip' });
    expect(listOld.mock.calls[0]?.[0]).toMatchObject({ before: null });
  });

  it('leaves the rest to the next run where the carrier is away', async () => {
    const old = [{ id: 'a', provider: 'twilio', source_url: url }];
    const { acts, run } = setup({ old, away: true });
    expect(await run()).toMatchObject({ kind: 'skip' });
    expect(acts).toEqual([`at the carrier ${url}`]);
  });
});
