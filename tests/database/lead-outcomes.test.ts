import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Outcome } from '@ringback/shared/domain/outcome.ts';
import { permutations } from '@ringback/shared/testing/permutations.ts';
import { put } from '@ringback/shared/testing/put.ts';
import { later, NOON } from '@ringback/testing/database-world.ts';
import { startTextsWorld, type TextsWorld } from '@ringback/testing/texts-world.ts';
import { judged } from '../fixtures/analyses.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

const read = (outcome: Outcome | null) =>
  outcome
    ? judged({ outcome, decided_by: 'model', model: 'm' })
    : judged({ status: 'needs_review', outcome, decided_by: 'nobody', model: 'm' });

/** A lead with a conversation in texts that ended, and a call that was over, at these seconds. */
async function setup({ texts = 100, call = 200, reason = 'goal_reached' } = {}) {
  const lead = await world.planned();
  await world.inbound.receive(world.inboundText(lead.phone), later(50));
  const conversation_id = lead.conversation_id;
  await world.conversations.end({ conversation_id, reason }, later(texts));
  const called = world.newCall({ to: lead.phone, lead_id: lead.lead.id });
  await world.calls.schedule(called, NOON);
  const ended_at = later(call).toISOString();
  await world.exec(
    put(
      'calls',
      `update calls set status = 'completed', ended_at = '${ended_at}' where id = '${called.id}'`,
    ),
  );
  const outcome = async () => {
    const row = await world.leads.findByPhone(lead.phone);
    return [row?.outcome, row?.outcome_at && (Date.parse(row.outcome_at) - NOON.getTime()) / 1_000];
  };
  const saveCall = (found: Outcome | null, at = 1_000) =>
    world.analyses.save({ call_id: called.id, callback: null, ...read(found) }, later(at));
  const saveTexts = (found: Outcome | null, at = 1_000) =>
    world.textAnalyses.save({ conversation_id, ...read(found) }, later(at));
  return { ...lead, outcome, saveCall, saveTexts };
}

describe('the outcome of a lead', () => {
  it.each([
    [{ texts: 100, call: 200 }, ['success', 200]],
    [{ texts: 200, call: 100 }, ['unqualified', 200]],
  ])(
    'is that of the conversation that was over last, on either channel: %j',
    async (when, last) => {
      for (const order of permutations(['call', 'texts', 'texts again'])) {
        const { outcome, saveCall, saveTexts } = await setup(when);
        for (const [index, what] of order.entries()) {
          if (what === 'call') await saveCall('success', 1_000 + index);
          else await saveTexts('unqualified', 1_000 + index);
        }
        expect([order, ...(await outcome())]).toEqual([order, ...last]);
      }
    },
  );

  it('is corrected by a second look at the same conversation', async () => {
    const { outcome, saveCall } = await setup();
    await saveCall('qualified');
    await saveCall('unqualified', 2_000);
    expect(await outcome()).toEqual(['unqualified', 200]);
  });

  it('is not taken away by somebody who could not tell', async () => {
    const { outcome, saveCall, saveTexts } = await setup();
    await saveCall('qualified');
    await saveTexts(null, 2_000);
    await saveCall(null, 3_000);
    expect(await outcome()).toEqual(['qualified', 200]);
  });

  it('is not that of an old conversation that was closed because nobody spoke', async () => {
    const { outcome, saveCall, saveTexts } = await setup({ texts: 9_000, reason: 'silent' });
    await saveCall('success');
    await saveTexts('qualified', 9_100);
    expect(await outcome()).toEqual(['success', 200]);
  });

  it('is that of a conversation that ends now, and its replay changes nothing', async () => {
    const { conversation_id, phone, outcome, saveCall } = await setup();
    await saveCall('success');
    await world.inbound.receive(world.inboundText(phone, { body: 'Sorry, no.' }), later(300));
    const ending = { conversation_id, outcome: 'unqualified', reason: 'disqualified' } as const;
    expect(await world.conversations.end(ending, later(400))).toMatchObject({ result: 'ended' });
    expect(await outcome()).toEqual(['unqualified', 400]);
    expect(await world.conversations.end(ending, later(500))).toMatchObject({ result: 'already' });
    expect(await outcome()).toEqual(['unqualified', 400]);
  });
});

describe('what a conversation had come to', () => {
  it('stands while a late reply has it open again, and until it is judged anew', async () => {
    const { conversation_id, phone, saveTexts } = await setup();
    await saveTexts('unqualified');
    const { reopened, conversation } = await world.inbound.receive(
      world.inboundText(phone, { body: 'I changed my mind' }),
      later(2_000),
    );
    expect([reopened, conversation.conversion_status]).toEqual([true, 'unqualified']);
    expect(conversation).toMatchObject({ owner: 'ai', end_reason: null, end_evidence: null });

    await world.conversations.end({ conversation_id, reason: 'closed_by_staff' }, later(3_000));
    const closed = await world.conversations.find(conversation_id);
    expect(closed?.conversion_status).toBe('unqualified');
    expect(await world.conversations.unanalysed(later(3_100), 500)).toContain(conversation_id);
    await saveTexts('qualified', 3_200);
    const anew = await world.conversations.find(conversation_id);
    expect(anew?.conversion_status).toBe('qualified');
  });

  it('is set at once by a colleague who knows', async () => {
    const lead = await world.planned();
    const ending = {
      conversation_id: lead.conversation_id,
      outcome: 'success',
      reason: 'closed_by_staff',
      evidence: { by: 'key_1', outcome: 'success' },
    } as const;
    await world.conversations.end(ending, later(10));
    expect(await world.conversations.find(lead.conversation_id)).toMatchObject({
      owner: 'closed',
      conversion_status: 'success',
      end_reason: 'closed_by_staff',
      end_evidence: { by: 'key_1', outcome: 'success' },
    });
    const row = await world.leads.findByPhone(lead.phone);
    expect(row?.outcome).toBe('success');
  });
});
