import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorld, type World } from '../../testing/api-world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const AT = '2026-11-01T10:00:00Z';
let numbers = 0;

/** The analysis of a call of a lead. */
async function analysed(outcome: string) {
  numbers += 1;
  const id = randomUUID();
  const phone = `+121255520${10 + numbers}`;
  const { body } = await world.call('POST', '/api/leads', { body: { phone } });
  const lead = body.data.id as number;
  await world.db.exec(`
    insert into calls (id, lead_id, direction, provider, voice, to_number, lead_phone, status, run_at,
      ended_at, settled_at, created_at, updated_at)
    values ('${id}', ${lead}, 'outbound', 'twilio', 'openai', '${phone}', '${phone}',
      'completed', '${AT}', '${AT}', '${AT}', '${AT}', '${AT}');
    insert into conversation_analyses
      (id, call_id, lead_id, status, outcome, decided_by, created_at, updated_at)
    values ('${id}', '${id}', ${lead}, 'done', '${outcome}', 'model', '${AT}', '${AT}')`);
  return { id, lead };
}

const correct = (id: string, body: object) => world.call('PATCH', `/api/analyses/${id}`, { body });

describe('an outcome', () => {
  it('is corrected with a reason, seen with the lead, and taken back', async () => {
    const { id, lead } = await analysed('success');
    const { status, body } = await correct(id, { outcome: 'unqualified', reason: ' Sold it. ' });
    expect([status, body.data]).toMatchObject([
      200,
      {
        outcome: 'unqualified',
        decided_by: 'staff',
        correction: { reason: 'Sold it.', found: { outcome: 'success' } },
      },
    ]);
    expect((await world.call('GET', `/api/leads/${lead}`)).body.data.outcome).toBe('unqualified');
    const story = await world.call('GET', `/api/leads/${lead}/timeline`);
    expect(story.body.data.at(-1)).toMatchObject({
      kind: 'correction',
      correction: { from: 'success', to: 'unqualified', restored: false },
    });
    const back = await world.call('DELETE', `/api/analyses/${id}/correction`);
    expect([back.status, back.body.data]).toMatchObject([
      200,
      { outcome: 'success', decided_by: 'model', correction: null },
    ]);
  });

  it.each([
    [{ outcome: 'great' }, 'outcome'],
    [{}, 'outcome'],
    [{ outcome: 'success', reason: 'x'.repeat(501) }, 'reason'],
    [{ outcome: 'success', why: 'x' }, 'why'],
  ])('like %j: 400', async (body, path) => {
    const { id } = await analysed('success');
    const answer = await correct(id, body);
    expect([answer.status, answer.body.faults[0].path]).toEqual([400, path]);
  });

  it('of nothing is not found', async () => {
    const id = 'b0b00000-0000-4000-8000-000000000000';
    expect((await correct(id, { outcome: 'success' })).status).toBe(404);
    expect((await world.call('DELETE', `/api/analyses/${id}/correction`)).status).toBe(404);
  });
});
