import { describe, expect, it } from '@jest/globals';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { analyzingTexts, ENDED_AT } from '../testing/analyzing-texts.ts';
import { CALLBACK_ID, judged } from '../testing/judging.ts';

describe('what the judge claims about texts', () => {
  it('in which the lead was disqualified stays so against words from before', async () => {
    const talk = ['lead: what does it cost?', 'ai: 20,000', 'lead: no, I bought one already'];
    const end_evidence = { words: 'I bought one already', seq: 3, why: 'already_bought' };
    const { run, recorded } = analyzingTexts({
      talk,
      conversation: { end_reason: 'disqualified', end_evidence },
      judge: [judged({ outcome_evidence: { quote: 'what does it cost', turn: 1 } })],
    });
    await run();
    expect(recorded[0]).toMatchObject({
      outcome: 'unqualified',
      outcome_quote: 'I bought one already',
      outcome_turn: 3,
      decided_by: 'rules',
    });
  });

  it('that a colleague closed with an outcome keeps it, also when no judge can tell', async () => {
    const { run, recorded } = analyzingTexts({
      conversation: { end_reason: 'closed_by_staff' },
      known: { stands: 'success' },
      judge: [{ kind: 'refused', reason: 'refusal' }],
    });
    await run();
    expect(recorded[0]).toMatchObject({ status: 'done', outcome: 'success', decided_by: 'staff' });
  });

  it('that reached their goal are a success, whatever else is read out of them', async () => {
    const evidence = { quote: 'what does it cost', turn: 2 };
    const claims = [judged({ outcome_evidence: evidence }), new AppError('internal', 'no judge')];
    for (const claim of claims) {
      const { run, recorded } = analyzingTexts({
        conversation: { end_reason: 'goal_reached' },
        known: { stands: 'success' },
        judge: [claim],
      });
      await run({ attempt: 100 });
      expect(recorded[0]).toMatchObject({
        status: 'done',
        outcome: 'success',
        outcome_quote: null,
        decided_by: 'rules',
        failure: null,
      });
    }
  });

  it('that ended with a refusal keep it where START could not lift the block', async () => {
    const { run, recorded } = analyzingTexts({
      talk: ['campaign: Hi?', 'lead: STOP', 'lead: START'],
      conversation: { end_reason: 'opted_out', end_evidence: { words: 'STOP' } },
      known: { stands: 'discarded' },
    });
    await run();
    expect(recorded[0]).toMatchObject({ status: 'done', outcome: 'discarded', failure: null });
  });

  it('needs a person where nothing proves the outcome', async () => {
    const claim = judged({ outcome: 'success', outcome_evidence: { quote: 'Book it', turn: 2 } });
    const { run, recorded } = analyzingTexts({ judge: [claim] });
    await run();
    expect(recorded[0]).toMatchObject({
      status: 'needs_review',
      outcome: null,
      failure: 'no evidence for the outcome success',
    });
  });

  it('is not proven by what we wrote ourselves', async () => {
    const evidence = { quote: 'You are booked for Tuesday', turn: 1 };
    const { run, recorded } = analyzingTexts({
      talk: ['human: You are booked for Tuesday', 'lead: hm'],
      judge: [judged({ outcome: 'success', outcome_evidence: evidence, facts: [] })],
    });
    await run();
    expect(recorded[0]).toMatchObject({ status: 'needs_review', outcome: null });
  });

  it.each([
    ['success', { known: { booked: true } }],
    ['escalated', { conversation: { handed_over_at: ENDED_AT } }],
  ] as const)('%s is borne out by the deed', async (outcome, world) => {
    const claim = judged({ outcome, outcome_evidence: null });
    const { run, recorded } = analyzingTexts({ ...world, judge: [claim] });
    await run();
    expect(recorded[0]).toMatchObject({ status: 'done', outcome, decided_by: 'model' });
  });

  it('plans the call that the lead asked for, where the moment is still ahead', async () => {
    const wish = judged({
      outcome_evidence: { quote: 'call me tomorrow at three', turn: 2 },
      facts: [],
      next_action: {
        kind: 'callback',
        at_local: '2026-11-21T15:00',
        reason: 'Asked for it.',
        quote: 'call me tomorrow at three',
        turn: 2,
      },
    });
    const talk = ['campaign: Hi?', 'lead: Call me tomorrow at three'];
    const { run, recorded } = analyzingTexts({ talk, judge: [wish] });
    await expect(run()).resolves.toMatchObject({ result: { callbackId: CALLBACK_ID } });
    expect(recorded[0]?.callback).toMatchObject({ run_at: '2026-11-21T20:00:00.000Z' });
  });

  it('plans no call for a moment that passed while the lead was silent', async () => {
    const wish = judged({
      outcome_evidence: { quote: 'call me at two', turn: 2 },
      facts: [],
      next_action: {
        kind: 'callback',
        at_local: '2026-11-20T13:20',
        reason: 'Asked for it.',
        quote: 'call me at twenty past',
        turn: 2,
      },
    });
    const talk = ['campaign: Hi?', 'lead: call me at twenty past'];
    const { run, recorded } = analyzingTexts({ talk, judge: [wish] });
    await run();
    expect(recorded[0]).toMatchObject({
      callback: null,
      dropped: [{ field: 'next_action', reason: 'the time has passed meanwhile' }],
    });
  });
});
