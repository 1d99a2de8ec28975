import { describe, expect, it } from '@jest/globals';
import type { JudgeAnswer } from '@ringback/shared/providers/analysis/port.ts';
import { analyzingCall } from '../testing/analyzing-call.ts';
import { CALLBACK_ID, calm, judged } from '../testing/judging.ts';

describe('what the rules decide', () => {
  it('blocks the number of a lead who refuses further calls, without asking a model', async () => {
    const talk = ['agent: Hello?', 'lead: Stop calling me.', 'agent: Sorry, goodbye.'];
    const { run, saved, asked } = analyzingCall({ talk });
    await run();
    expect(asked).toEqual([]);
    expect(saved[0]).toMatchObject({
      status: 'done',
      outcome: 'discarded',
      decided_by: 'rules',
      outcome_turn: 2,
      callback: null,
    });
    expect(saved[0]?.opt_out?.words).toMatch(/stop calling me/i);
  });

  it.each([
    ['Stop calling me. Text me, what does it cost?', 'voice'],
    ['Stop texting me, call me. Now what does it cost?', 'sms'],
  ])(
    'closes one channel where the other is asked for, and the rest is judged: "%s"',
    async (said, scope) => {
      const { run, saved } = analyzingCall({ talk: ['agent: Hello?', `lead: ${said}`] });
      await run();
      expect(saved[0]).toMatchObject({ outcome: 'qualified', opt_out: { words: said, scope } });
    },
  );

  it('closes what the rules are sure of where a model reads a refusal', async () => {
    const said = "Don't call me, text me";
    const judgement = { outcome: 'discarded' as const, outcome_evidence: { quote: said, turn: 2 } };
    const { run, saved } = analyzingCall({
      talk: ['agent: Hello?', `lead: ${said}`],
      judge: [judged(judgement)],
    });
    await run();
    expect(saved[0]).toMatchObject({ opt_out: { words: said, scope: 'voice' } });
  });

  it.each([
    ['silence', ['agent: Hello?']],
    ['a greeting that nobody heard', ['agent: ']],
  ])('needs no model for %s', async (_what, talk) => {
    const { run, saved, asked } = analyzingCall({ talk });
    await run();
    expect(asked).toEqual([]);
    expect(saved[0]).toMatchObject({ outcome: 'no_response', decided_by: 'rules' });
  });
});

describe('who was reached decides first', () => {
  const greeting = 'lead: You have reached Ana. Call me tomorrow at ten, or leave a message.';

  it.each([
    ['the carrier heard a machine', { answered_by: 'machine_start' }, ['lead: Call me tomorrow.']],
    ['the carrier heard a machine', { answered_by: 'machine_end_beep' }, [greeting]],
    ['it says so itself', { answered_by: null }, [greeting, 'agent: We will try again.']],
  ])(
    'a machine is no lead (%s): no model is asked, and nothing is planned',
    async (_, call, talk) => {
      const { run, saved, asked } = analyzingCall({ call, talk: ['agent: Hello?', ...talk] });
      await run();
      expect(asked).toEqual([]);
      expect(saved[0]).toMatchObject({
        ...{ status: 'done', outcome: 'no_response', outcome_quote: null, decided_by: 'rules' },
        ...{ callback: null, facts: [], opt_out: null },
      });
    },
  );

  it('hears a refusal on a machine all the same', async () => {
    const talk = ['lead: Do not call me again. Leave a message after the tone.'];
    const { run, saved } = analyzingCall({ call: { answered_by: 'machine_start' }, talk });
    await run();
    expect(saved[0]).toMatchObject({ outcome: 'no_response', opt_out: { scope: 'all' } });
  });

  it('a person who picks up after the greeting is judged by its own words alone', async () => {
    const talk = [greeting, 'agent: Hello?', 'lead: Hi, what does it cost?'];
    const { run, saved, asked } = analyzingCall({ talk });
    await run();
    expect(asked[0]?.turns.map(({ text }) => text)).toEqual(['Hello?', 'Hi, what does it cost?']);
    expect(saved[0]).toMatchObject({ outcome: 'qualified' });
  });

  it('a machine that let an appointment be made was a person', async () => {
    const call = { answered_by: 'machine_start' };
    const claim = judged({ outcome: 'success', outcome_evidence: null });
    const { run, saved } = analyzingCall({ call, booked: true, judge: [claim] });
    await run();
    expect(saved[0]).toMatchObject({ outcome: 'success', decided_by: 'model' });
  });
});

describe('words that do not mean it', () => {
  it.each([
    ['discarded', 'I love it, when can I come?'],
    ['unqualified', 'I love it, when can I come?'],
    ['success', 'I do not want an appointment, how much is it?'],
    ['escalated', 'is this still for sale'],
    ['qualified', 'not interested'],
  ] as const)('are no %s: "%s"', async (outcome, said) => {
    const claim = judged({ outcome, outcome_evidence: { quote: said, turn: 2 }, facts: [] });
    const { run, saved } = analyzingCall({
      talk: ['agent: Hello?', `lead: ${said}`],
      judge: [claim],
    });
    await run();
    expect(saved[0]).toMatchObject({
      status: 'needs_review',
      outcome: null,
      opt_out: null,
      failure: `the words do not mean ${outcome}`,
    });
  });

  it('plan no callback', async () => {
    const said = 'is this still for sale at ten';
    const next_action = { kind: 'callback' as const, at_local: '2026-11-21T10:00', reason: 'x' };
    const claim = judged({
      outcome_evidence: { quote: said, turn: 2 },
      facts: [
        { field: 'callback_at', value: '2026-11-21T10:00', quote: 'still for sale', turn: 2 },
      ],
      next_action: { ...next_action, quote: said, turn: 2 },
    });
    const { run, saved } = analyzingCall({
      talk: ['agent: Hi, it is us.', `lead: ${said}`],
      judge: [claim],
    });
    await run();
    expect(saved[0]).toMatchObject({ callback: null, facts: [] });
  });
});

describe('what the judge claims', () => {
  it('is dropped where nobody said so', async () => {
    const invented = { field: 'budget' as const, value: '1M', quote: 'a million dollars', turn: 2 };
    const { run, saved } = analyzingCall({ judge: [judged({ facts: [...calm.facts, invented] })] });
    await run();
    expect(saved[0]).toMatchObject({
      status: 'done',
      facts: calm.facts,
      dropped: [{ field: 'budget', reason: 'the lead said no such words' }],
    });
  });

  it('needs a person where nothing proves the outcome', async () => {
    const claim = { outcome: 'success' as const, outcome_evidence: { quote: 'Book it', turn: 2 } };
    const { run, saved } = analyzingCall({ judge: [judged(claim)] });
    await run();
    expect(saved[0]).toMatchObject({
      status: 'needs_review',
      outcome: null,
      decided_by: 'nobody',
      failure: 'no evidence for the outcome success',
      summary: calm.summary,
    });
  });

  it('is borne out by an appointment of this very call', async () => {
    const claim = { outcome: 'success' as const, outcome_evidence: null };
    const { run, saved } = analyzingCall({ judge: [judged(claim)], booked: true });
    await run();
    expect(saved[0]).toMatchObject({ status: 'done', outcome: 'success', decided_by: 'model' });
  });

  it('is borne out by a hand-over to a person', async () => {
    const claim = { outcome: 'escalated' as const, outcome_evidence: null };
    const { run, saved } = analyzingCall({ judge: [judged(claim)], call: { wrap_up: 'human' } });
    await run();
    expect(saved[0]).toMatchObject({ status: 'done', outcome: 'escalated' });
  });

  it('blocks the number where the judge heard a refusal that the rules missed', async () => {
    const talk = ['agent: Hello?', 'lead: I would rather you lost my details for good.'];
    const quote = 'lost my details for good';
    const claim = {
      outcome: 'discarded' as const,
      outcome_evidence: { quote, turn: 2 },
      facts: [],
    };
    const { run, saved } = analyzingCall({ talk, judge: [judged(claim)] });
    await run();
    expect(saved[0]).toMatchObject({
      outcome: 'discarded',
      decided_by: 'model',
      opt_out: { words: quote },
    });
  });
});

describe('a wish to be called back', () => {
  const talk = ['agent: Is now a good time?', 'lead: Call me again tomorrow at three.'];
  const wish = judged({
    outcome_evidence: { quote: 'call me again tomorrow', turn: 2 },
    facts: [],
    next_action: {
      kind: 'callback',
      at_local: '2026-11-21T15:00',
      reason: 'Asked for it.',
      quote: 'call me again tomorrow at three',
      turn: 2,
    },
  });

  it('becomes a call at that minute of the clock on the wall of the lead', async () => {
    const { run, saved } = analyzingCall({ talk, judge: [wish] });
    await expect(run()).resolves.toMatchObject({ result: { callbackId: CALLBACK_ID } });
    expect(saved[0]?.callback).toEqual({ id: CALLBACK_ID, run_at: '2026-11-21T20:00:00.000Z' });
    expect(saved[0]?.next_action).toMatchObject({ kind: 'callback', zone: 'America/New_York' });
  });

  it("goes by the number's zone for a lead of whom nothing else is known", async () => {
    const { run, saved } = analyzingCall({ talk, judge: [wish], lead: null });
    await run();
    expect(saved[0]?.callback?.run_at).toBe('2026-11-21T20:00:00.000Z');
  });

  it('is kept without a call where nobody knows what time it is for the lead', async () => {
    const unknown = { timezone: null, phone: '+870773111632', country: null };
    const { run, saved } = analyzingCall({ talk, judge: [wish], lead: unknown });
    await run();
    expect(saved[0]).toMatchObject({
      status: 'done',
      callback: null,
      next_action: { kind: 'callback', at_local: '2026-11-21T15:00' },
      dropped: [{ field: 'next_action', reason: "the lead's time zone is unknown" }],
    });
  });

  it('is not granted to a conversation that the judge calls a refusal, proven or not', async () => {
    const { judgement } = wish as Extract<JudgeAnswer, { kind: 'judged' }>;
    const doubtful = { ...judgement, outcome: 'discarded' as const, outcome_evidence: null };
    const { run, saved } = analyzingCall({ talk, judge: [judged(doubtful)] });
    await run();
    expect(saved[0]).toMatchObject({ status: 'needs_review', callback: null, opt_out: null });
  });
});
