import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorld, type World } from '../testing/api-world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const startsOf = ({ data }: { data: { starts_at: string }[] }) =>
  data.map(({ starts_at: at }) => new Date(at).toISOString().slice(0, 10));

describe('appointments', () => {
  it('are listed as they begin, page by page, by lead and by when', async () => {
    const [one, two] = await Promise.all(
      ['+12125551000', '+12125551001'].map(async (phone) => {
        const { body } = await world.call('POST', '/api/leads', { body: { phone } });
        return body.data.id as number;
      }),
    );
    const days = ['2026-12-03', '2026-12-01', '2026-12-02', '2026-12-04'];
    for (const [at, day] of days.entries()) {
      await world.db.exec(`insert into appointments (lead_id, starts_at, words, created_at)
        values (${at === 3 ? two : one}, '${day}T15:00:00Z', 'three', now())`);
    }
    const first = await world.call('GET', '/api/appointments?limit=3');
    expect(startsOf(first.body)).toEqual(['2026-12-01', '2026-12-02', '2026-12-03']);
    const rest = await world.call('GET', `/api/appointments?cursor=${first.body.next_cursor}`);
    expect([startsOf(rest.body), rest.body.next_cursor]).toEqual([['2026-12-04'], null]);
    const ofTwo = await world.call('GET', `/api/appointments?lead_id=${two}`);
    expect(startsOf(ofTwo.body)).toEqual(['2026-12-04']);
    const span = 'from=2026-12-02T00:00:00Z&to=2026-12-03T00:00:00Z';
    expect(startsOf((await world.call('GET', `/api/appointments?${span}`)).body)).toEqual([
      '2026-12-02',
    ]);
    expect((await world.call('GET', '/api/appointments?from=soon')).status).toBe(400);
  });
});
