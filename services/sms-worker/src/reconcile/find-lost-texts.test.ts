import { describe, expect, it } from '@jest/globals';
import type { InboundHeartbeat } from '@ringback/shared/domain/texts/inbound-slices.ts';
import type { InboundPage, InboundSnapshot } from '@ringback/shared/providers/sms/port.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { createFindLostTexts } from './find-lost-texts.ts';

const NOW = new Date('2026-11-20T17:00:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const HOUR = 60;

const text = (messageSid: string, writtenAt: Date): InboundSnapshot => ({
  messageSid,
  writtenAt,
  from: '+12125550143',
  to: '+12025550190',
  service: null,
  body: 'STOP',
  mediaCount: 0,
  segments: 1,
});

type Given = {
  lookedUntil?: Date;
  lookedAt?: Date;
  heartbeat?: InboundHeartbeat;
  list?: InboundSnapshot[];
  ours?: string[];
  isWhole?: boolean;
  broken?: AppError;
  adopt?: (sid: string) => boolean;
};

function setup({ lookedUntil = ago(2), list = [], ours = [], ...given }: Given = {}) {
  const lines: Record<string, unknown>[] = [];
  const recorded: Date[] = [];
  const asked: { senders: readonly string[]; since: Date; until: Date }[] = [];
  const adopted: string[] = [];
  const find = createFindLostTexts({
    looks: {
      begin: async () => ({
        lookedUntil,
        lookedAt: given.lookedAt ?? ago(1),
        heartbeat: given.heartbeat ?? null,
        senders: ['+12025550190', '+12025550191'],
      }),
      record: async (_, until) => void recorded.push(until),
    },
    messages: { knownSids: async (sids) => new Set(sids.filter((sid) => ours.includes(sid))) },
    carrier: 'twilio',
    provider: {
      async listInbound(query): Promise<InboundPage> {
        asked.push(query);
        if (given.broken && asked.length > 1) throw given.broken;
        const { since, until } = query;
        const texts = list.filter(({ writtenAt: at }) => at >= since && at <= until);
        return { texts, isWhole: given.isWhole ?? true };
      },
    },
    async adoptText({ messageSid }) {
      adopted.push(messageSid);
      return given.adopt?.(messageSid) ?? true;
    },
    senders: ['+12025550190', '+12025550199'],
    now: () => NOW,
  });
  const log = createLogger(
    { service: 'test', level: 'info' },
    { write: (line) => void lines.push(JSON.parse(line)) },
  );
  const { signal } = new AbortController();
  return {
    ...{ lines, recorded, asked, adopted },
    run: () => find({}, { log, signal, attempt: 1 }),
    said: () => lines.map(({ msg }) => msg),
  };
}

describe('looking for texts whose webhook never came', () => {
  it('asks for each sender once, those of the settings too', async () => {
    const { run, asked } = setup();
    await run();
    expect(asked).toEqual([
      {
        senders: ['+12025550190', '+12025550199', '+12025550191'],
        since: ago(12),
        until: ago(1),
      },
    ]);
  });

  it('asks the carrier once a minute while the api takes in webhooks', async () => {
    const heartbeat = { openSince: ago(HOUR), seenAt: NOW };
    const { run, asked } = setup({ lookedAt: ago(0.5), heartbeat });
    expect(await run()).toMatchObject({ kind: 'skip', reason: 'read a moment ago' });
    expect(asked).toEqual([]);
  });

  it('reads up to the present during an outage of the api, every few seconds', async () => {
    const heartbeat = { openSince: ago(HOUR), seenAt: ago(0.1) };
    const list = [text('SM1', ago(0.02))];
    const { run, adopted, recorded } = setup({ lookedAt: ago(0.1), heartbeat, list });
    await run();
    expect(adopted).toEqual(['SM1']);
    expect(recorded).toEqual([NOW]);
  });

  it('reads at once up to the api’s return, and leaves later texts to webhooks', async () => {
    const heartbeat = { openSince: ago(0.2), seenAt: NOW };
    const list = [text('SM1', ago(0.3)), text('SM2', ago(0.1))];
    const { run, adopted, recorded } = setup({ lookedAt: ago(0.05), heartbeat, list });
    await run();
    expect(adopted).toEqual(['SM1']);
    expect(recorded).toEqual([ago(0.2)]);
  });

  it('does not retry at once when the carrier gives no list', async () => {
    const broken = new AppError('provider_unknown', 'Silence.');
    const { run, asked } = setup({ lookedUntil: ago(3 * HOUR), broken });
    await run();
    const before = asked.length;
    expect(await run()).toMatchObject({ reason: 'read a moment ago' });
    expect(asked).toHaveLength(before);
  });

  it('stores missing texts in the order in which they were written, and logs how many', async () => {
    const list = [text('SM1', ago(5)), text('SM2', ago(4)), text('SM3', ago(3))];
    const { run, adopted, recorded, lines } = setup({ list, ours: ['SM2'] });
    expect(await run()).toEqual({ kind: 'done' });
    expect(adopted).toEqual(['SM1', 'SM3']);
    expect(recorded).toEqual([ago(1)]);
    expect(lines).toMatchObject([{ msg: 'texts found whose webhook has not come', found: 2 }]);
    expect(JSON.stringify(lines)).not.toContain('5550143');
  });

  it('does not log texts that the webhook brought in the same moment', async () => {
    const { run, said } = setup({ list: [text('SM1', ago(5))], adopt: () => false });
    expect(await run()).toMatchObject({ kind: 'skip' });
    expect(said()).toEqual([]);
  });

  it('records its progress after each hour of an outage', async () => {
    const list = [text('SM1', ago(150)), text('SM2', ago(5))];
    const { run, adopted, recorded } = setup({ lookedUntil: ago(3 * HOUR), list });
    await run();
    expect(adopted).toEqual(['SM1', 'SM2']);
    expect(recorded).toEqual([ago(130), ago(70), ago(10), ago(1)]);
  });

  it('continues from there when the carrier gives no list, and does not fail the job', async () => {
    const broken = new AppError('provider_unknown', 'Silence.');
    const { run, recorded, said } = setup({ lookedUntil: ago(3 * HOUR), broken });
    expect(await run()).toMatchObject({ kind: 'skip', reason: 'the carrier gave no list' });
    expect(recorded).toEqual([ago(130)]);
    expect(said()).toEqual(['the carrier could not be asked for lost texts']);
  });

  it('fails without the database, and does not count as a check', async () => {
    const adopt = () => {
      throw new AppError('database_unavailable', 'Away.');
    };
    const { run, recorded } = setup({ list: [text('SM1', ago(5))], adopt });
    await expect(run()).rejects.toMatchObject({ code: 'database_unavailable' });
    expect(recorded).toEqual([]);
  });

  it('logs what it could not read', async () => {
    const old = setup({ lookedUntil: ago(8 * 24 * HOUR) });
    await old.run();
    expect(old.said()).toEqual(['earlier texts are too old to be read']);
    const flood = setup({ isWhole: false });
    await flood.run();
    expect(flood.said()).toEqual(['a number got more texts than can be read']);
    expect(flood.recorded).toEqual([ago(1)]);
  });
});
