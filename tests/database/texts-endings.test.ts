import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ANA, later, NOON } from '@ringback/testing/database-world.ts';
import { type RepliesWorld, startRepliesWorld } from '@ringback/testing/replies-world.ts';
import { DAY } from '@ringback/testing/texts-world.ts';

let world: RepliesWorld;
beforeAll(async () => {
  world = await startRepliesWorld();
});
afterAll(() => world.stop());

describe('the end', () => {
  it('is written once, with outcome, reason and evidence, and stops the campaign', async () => {
    const { conversation_id, phone } = await world.thinking();
    const ending = {
      conversation_id,
      outcome: 'success',
      reason: 'goal_reached',
      evidence: { message_seq: 2 },
    } as const;
    expect(await world.conversations.end(ending, later(20))).toMatchObject({ result: 'ended' });
    expect(
      await world.conversations.end({ ...ending, outcome: 'discarded' }, later(21)),
    ).toMatchObject({
      result: 'already',
      conversation: {
        conversion_status: 'success',
        end_reason: 'goal_reached',
        end_evidence: { message_seq: 2 },
        owner: 'closed',
      },
    });
    expect(await world.enrollment(phone)).toMatchObject({
      status: 'stopped',
      reason: 'goal_reached',
    });
    expect(await world.leads.findByPhone(phone)).toMatchObject({ outcome: 'success' });
  });

  it('comes to those in silence for days, when nothing more is planned', async () => {
    const lead = await world.planned();
    await world.sent(lead.message_id);
    const idle = async (at: Date) =>
      (await world.conversations.idle(7, at, 1_000)).includes(lead.conversation_id);
    expect(await idle(later(8 * DAY))).toBe(false);
    await world.enrollments.setStatus(lead.enrollment_id, 'stopped', 'test', ANA, later(1));
    expect(await idle(later(6 * DAY))).toBe(false);
    expect(await idle(later(8 * DAY))).toBe(true);
  });

  it('is judged once, and again after it was reopened', async () => {
    const { conversation_id, phone } = await world.thinking();
    await world.conversations.end({ conversation_id, reason: 'closed_by_staff' }, later(20));
    const open = async (at: Date) =>
      (await world.conversations.unanalysed(at, 1_000)).includes(conversation_id);
    expect(await open(later(40))).toBe(true);
    const analysis = {
      conversation_id,
      status: 'done',
      outcome: 'qualified',
      outcome_quote: 'tell me more',
      outcome_turn: 2,
      summary: 'Interested.',
      sentiment: 'positive',
      facts: [],
      dropped: [],
      next_action: null,
      decided_by: 'model',
      model: 'test',
      failure: null,
      usage: null,
      opt_out: null,
    } as const;
    const saved = await world.textAnalyses.save({ ...analysis, facts: [], dropped: [] }, later(50));
    expect(
      await world.textAnalyses.save({ ...analysis, facts: [], dropped: [] }, later(51)),
    ).toEqual(saved);
    expect(await open(later(60))).toBe(false);
    expect(await world.conversations.find(conversation_id)).toMatchObject({
      conversion_status: 'qualified',
    });
    await world.inbound.receive(world.inboundText(phone), later(100));
    await world.conversations.end({ conversation_id, reason: 'closed_by_staff' }, later(200));
    expect(await open(later(220))).toBe(true);
  });

  it('of a conversation by telephone stops the campaign too', async () => {
    const lead = await world.planned();
    const call = world.newCall({ to: lead.phone });
    await world.calls.schedule(call, NOON);
    await world.analyses.save(
      {
        call_id: call.id,
        status: 'done',
        outcome: 'success',
        outcome_quote: null,
        outcome_turn: null,
        summary: null,
        sentiment: null,
        facts: [],
        dropped: [],
        next_action: null,
        decided_by: 'rules',
        model: null,
        failure: null,
        usage: null,
        callback: null,
        opt_out: null,
      },
      later(5),
    );
    expect(await world.enrollment(lead.phone)).toMatchObject({
      status: 'stopped',
      reason: 'outcome_success',
    });
  });
});
