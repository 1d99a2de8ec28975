import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorld, type World } from '../../testing/api-world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

async function leadWith(phone: string, analyses: [status: string, at: string, says: string][]) {
  const { body } = await world.call('POST', '/api/leads', { body: { phone } });
  for (const [status, at, says] of analyses) {
    await world.db.exec(`insert into conversation_analyses
      (lead_id, status, failure, decided_by, created_at, updated_at)
      values (${body.data.id}, '${status}', '${says}', 'nobody', '${at}', '${at}')`);
  }
  return body.data.id as number;
}

const failuresOf = ({ data }: { data: { failure: string }[] }) =>
  data.map(({ failure }) => failure);

describe('analyses', () => {
  it('that need a person are listed newest first, page by page, and by lead', async () => {
    const one = await leadWith('+12125551010', [
      ['needs_review', '2026-11-20T10:00:00Z', 'refused'],
      ['done', '2026-11-20T11:00:00Z', 'none'],
      ['needs_review', '2026-11-20T12:00:00Z', 'cut off'],
    ]);
    await leadWith('+12125551011', [['needs_review', '2026-11-20T11:30:00Z', 'unproven']]);
    const list = async (query: string) => (await world.call('GET', `/api/analyses?${query}`)).body;
    const first = await list('status=needs_review&limit=2');
    expect(failuresOf(first)).toEqual(['cut off', 'unproven']);
    const rest = await list(`status=needs_review&cursor=${first.next_cursor}`);
    expect([failuresOf(rest), rest.next_cursor]).toEqual([['refused'], null]);
    expect(failuresOf(await list(`status=needs_review&lead_id=${one}`))).toEqual([
      'cut off',
      'refused',
    ]);
    expect(failuresOf(await list('')).length).toBe(4);
    expect((await world.call('GET', '/api/analyses?status=odd')).status).toBe(400);
  });
});
