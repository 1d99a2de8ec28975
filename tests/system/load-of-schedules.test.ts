import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { awake, numberWithStory } from '../people.ts';
import { type RunningSystem, startSystem } from '../running-system/start-system.ts';

const REQUESTS = 200;

let system: RunningSystem;
beforeAll(async () => {
  system = await startSystem({ without: ['call-worker', 'media-gateway', 'analyzer'] });
});
afterAll(() => system.stop());

describe('two hundred requests for a call at the same moment', () => {
  it('are all accepted, each with its row and its job', async () => {
    const timezone = awake();
    const phones = Array.from({ length: REQUESTS }, (_, index) => numberWithStory('02', index));
    const zones = phones.map((phone) => `('${phone}', '${timezone}', 'test')`);
    await system.exec(`insert into leads (phone, timezone, source) values ${zones.join(', ')}`);

    const took: number[] = [];
    const answers = await Promise.all(
      phones.map(async (to) => {
        const startedMs = performance.now();
        const answer = await system.api('POST', '/api/queue/schedule-call', { to });
        took.push(performance.now() - startedMs);
        return answer;
      }),
    );
    expect(
      answers.filter(({ status }) => status !== 202).map(({ status, text }) => [status, text]),
    ).toEqual([]);
    const told = answers.map(
      ({ json }) => json['data'] as { call_id: string; queued: boolean; status: string },
    );
    expect(told.filter(({ queued, status }) => !queued || status !== 'scheduled')).toEqual([]);

    const rows = await system.exec(`select id, lead_phone from calls`);
    expect(rows.map(({ id }) => id).sort()).toEqual(told.map((one) => one.call_id).sort());
    expect(rows.map(({ lead_phone: phone }) => phone).sort()).toEqual([...phones].sort());
    const stats = await system.api('GET', '/api/queue/stats');
    const { queues } = stats.json['data'] as {
      queues: { name: string; waiting: number; prioritized: number }[];
    };
    const queue = queues.find(({ name }) => name === 'schedule-call');
    expect((queue?.waiting ?? 0) + (queue?.prioritized ?? 0)).toBe(REQUESTS);

    took.sort((a, b) => a - b);
    const at = (share: number) => Math.round(took[Math.floor(share * (REQUESTS - 1))] ?? 0);
    process.stdout.write(`${REQUESTS} at once: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms\n`);
  });
});
