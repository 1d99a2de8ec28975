import { describe, expect, it } from '@jest/globals';
import type { NewAnalysis } from '@ringback/shared/db/analyses.ts';
import type { AnalysisRow, CallRow, LeadRow, TurnRow } from '@ringback/shared/db/rows.ts';
import type { Judgement } from '@ringback/shared/providers/analysis/judgement.ts';
import type { Conversation, JudgeAnswer } from '@ringback/shared/providers/analysis/port.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { CALL_ID, CALL_SID, callRow, leadRow } from '../../../tests/fixtures/rows.ts';
import { createAnalyzeCall } from './analyze-call.ts';
import { createSeekFinding } from './seek-finding.ts';

const CALLBACK_ID = '0b1e7c1e-3f60-4a52-9f0e-2f6f6f1f0002';
const ended = '2026-11-20T18:05:00Z';
const now = new Date('2026-11-20T18:05:10Z');

const calm: Judgement = {
  summary: 'The lead wants a price.',
  outcome: 'qualified',
  outcome_evidence: { quote: 'what does it cost', turn: 2 },
  sentiment: 'positive',
  facts: [{ field: 'interest', value: 'price', quote: 'what does it cost', turn: 2 }],
  next_action: { kind: 'none', at_local: null, reason: 'Nothing.', quote: null, turn: null },
};

const TALK = ['agent: Hello, how can I help?', 'lead: Hi, what does it cost?'];

type World = {
  call?: Partial<CallRow>;
  lead?: Partial<LeadRow> | null;
  /** 'lead: words' or 'agent: words', in order from turn 1. */
  talk?: string[];
  earlier?: Pick<AnalysisRow, 'status'>;
  booked?: boolean;
  gone?: boolean;
  /** What the judge says, in turn; an error is thrown. */
  judge?: (JudgeAnswer | AppError)[];
  now?: Date;
};

const judged = (change: Partial<Judgement> = {}): JudgeAnswer => ({
  kind: 'judged',
  judgement: { ...calm, ...change },
  model: 'gpt-5.4-mini',
  usage: { input_tokens: 10, cached_tokens: 0, output_tokens: 5, reasoning_tokens: 0 },
});

function turnRow(line: string, index: number): TurnRow {
  const [who = '', content = ''] = line.split(': ');
  const role = who === 'lead' ? 'user' : 'assistant';
  const seq = index + 1;
  const rest = { heard: true, generated: null, timestamp: ended, call_sid: CALL_SID, lead_id: 1 };
  return { id: seq, seq, role, content, ...rest };
}

function setup(world: World = {}) {
  const saved: NewAnalysis[] = [];
  const asked: Conversation[] = [];
  const observed: unknown[] = [];
  const lines: { level: string; msg: string }[] = [];
  const answers = world.judge ?? [judged()];

  const clock = () => world.now ?? now;
  const judge = {
    async judge(conversation: Conversation) {
      asked.push(conversation);
      const answer = answers[Math.min(asked.length, answers.length) - 1];
      if (!answer || answer instanceof AppError) throw answer;
      return answer;
    },
  };

  const process = createAnalyzeCall({
    calls: {
      getWithLead: async () => ({
        call: callRow({ status: 'completed', call_sid: CALL_SID, ended_at: ended, ...world.call }),
        lead: world.lead === null ? null : leadRow(world.lead),
      }),
    },
    transcripts: { list: async () => (world.talk ?? TALK).map(turnRow) },
    analyses: {
      ofCall: async () => (world.earlier ? (world.earlier as AnalysisRow) : null),
      async save(analysis) {
        saved.push(analysis);
        if (world.gone) return null;
        return { analysis_id: CALL_ID, callback_id: analysis.callback?.id ?? null };
      },
    },
    appointments: {
      ofLead: async () => [
        {
          id: CALL_ID,
          lead_id: 1,
          call_id: world.booked ? CALL_ID : CALLBACK_ID,
          conversation_id: null,
          starts_at: ended,
          words: null,
          created_at: ended,
        },
      ],
    },
    seekFinding: createSeekFinding({ judge, ids: { uuid: () => CALLBACK_ID }, now: clock }),
    now: clock,
    observe: (finding) => observed.push(finding),
  });

  const log = createLogger(
    { service: 'test', level: 'info' },
    { write: (line) => lines.push(JSON.parse(line)) },
  );
  const run = ({ attempt = 1, run: name, abort = false }: Run = {}) => {
    const signal = abort ? AbortSignal.abort() : new AbortController().signal;
    return process({ callId: CALL_ID, run: name }, { log, signal, attempt });
  };
  return { run, saved, asked, observed, lines };
}

type Run = { attempt?: number; run?: string; abort?: boolean };

const unavailable = (reason: string, facts = {}) =>
  new AppError('provider_unavailable', 'not now', { facts: { reason, ...facts } });
const rejected = (reason: string) => new AppError('provider_rejected', 'no', { facts: { reason } });

describe('a call that is over', () => {
  it('gets the outcome that the words of the lead bear out, in one save and one line', async () => {
    const { run, saved, lines, observed } = setup();
    await expect(run()).resolves.toMatchObject({ kind: 'done', result: { outcome: 'qualified' } });
    expect(saved).toEqual([
      {
        call_id: CALL_ID,
        status: 'done',
        outcome: 'qualified',
        outcome_quote: 'what does it cost',
        outcome_turn: 2,
        summary: 'The lead wants a price.',
        sentiment: 'positive',
        facts: [{ field: 'interest', value: 'price', quote: 'what does it cost', turn: 2 }],
        dropped: [],
        next_action: calm.next_action,
        decided_by: 'model',
        model: 'gpt-5.4-mini',
        failure: null,
        usage: { input_tokens: 10, cached_tokens: 0, output_tokens: 5, reasoning_tokens: 0 },
        callback: null,
        opt_out: null,
      },
    ]);
    expect(lines.map(({ msg }) => msg)).toEqual(['call analysed']);
    expect(JSON.stringify(lines)).not.toContain('cost');
    expect(observed).toHaveLength(1);
  });

  it('is shown to the judge as the lead lived it: local time of its end, numbered turns', async () => {
    const { run, asked } = setup({ now: new Date('2026-11-22T09:00:00Z') });
    await run();
    expect(asked).toEqual([
      {
        channel: 'call',
        nowLocal: '2026-11-20T13:05',
        weekday: 'Friday',
        turns: [
          { turn: 1, who: 'agent', text: 'Hello, how can I help?' },
          { turn: 2, who: 'lead', text: 'Hi, what does it cost?' },
        ],
      },
    ]);
  });

  it('waits a moment for its last words', async () => {
    const { run, saved } = setup({ now: new Date('2026-11-20T18:05:01Z') });
    await expect(run()).resolves.toMatchObject({
      kind: 'snooze',
      until: new Date('2026-11-20T18:05:03Z'),
    });
    expect(saved).toEqual([]);
  });

  it.each([
    ['is not over', { call: { status: 'in_progress' as const, ended_at: null } }],
    ['has no words', { talk: [] }],
    ['was never placed', { call: { call_sid: null } }],
    ['has an analysis', { earlier: { status: 'done' as const } }],
    ['has one that needs a person', { earlier: { status: 'needs_review' as const } }],
  ])('is left alone when it %s', async (_what, world) => {
    const { run, saved, asked } = setup(world);
    await expect(run()).resolves.toMatchObject({ kind: 'skip' });
    expect([saved, asked]).toEqual([[], []]);
  });

  it('is analysed again when a person asks', async () => {
    const { run, saved } = setup({ earlier: { status: 'done' } });
    await expect(run({ run: 'again' })).resolves.toMatchObject({ kind: 'done' });
    expect(saved).toHaveLength(1);
  });

  it('keeps its good analysis when the repeat fails', async () => {
    const judge = [rejected('invalid_api_key')];
    const { run, saved } = setup({ earlier: { status: 'done' }, judge });
    await expect(run({ run: 'again' })).resolves.toMatchObject({ kind: 'skip' });
    expect(saved).toEqual([]);
  });

  it('may be gone by the time of saving', async () => {
    const { run, observed } = setup({ gone: true });
    await expect(run()).resolves.toEqual({ kind: 'skip', reason: 'the call is gone' });
    expect(observed).toEqual([]);
  });
});

describe('what the rules decide', () => {
  it('blocks the number of a lead who refuses further calls, without asking a model', async () => {
    const talk = ['agent: Hello?', 'lead: Stop calling me.', 'agent: Sorry, goodbye.'];
    const { run, saved, asked } = setup({ talk });
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
      const { run, saved } = setup({ talk: ['agent: Hello?', `lead: ${said}`] });
      await run();
      expect(saved[0]).toMatchObject({ outcome: 'qualified', opt_out: { words: said, scope } });
    },
  );

  it('closes what the rules are sure of where a model reads a refusal', async () => {
    const said = "Don't call me, text me";
    const judgement = { outcome: 'discarded' as const, outcome_evidence: { quote: said, turn: 2 } };
    const { run, saved } = setup({
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
    const { run, saved, asked } = setup({ talk });
    await run();
    expect(asked).toEqual([]);
    expect(saved[0]).toMatchObject({ outcome: 'no_response', decided_by: 'rules' });
  });
});

describe('what the judge claims', () => {
  it('is dropped where nobody said so', async () => {
    const invented = { field: 'budget' as const, value: '1M', quote: 'a million dollars', turn: 2 };
    const { run, saved } = setup({ judge: [judged({ facts: [...calm.facts, invented] })] });
    await run();
    expect(saved[0]).toMatchObject({
      status: 'done',
      facts: calm.facts,
      dropped: [{ field: 'budget', reason: 'the lead said no such words' }],
    });
  });

  it('needs a person where nothing proves the outcome', async () => {
    const claim = { outcome: 'success' as const, outcome_evidence: { quote: 'Book it', turn: 2 } };
    const { run, saved } = setup({ judge: [judged(claim)] });
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
    const { run, saved } = setup({ judge: [judged(claim)], booked: true });
    await run();
    expect(saved[0]).toMatchObject({ status: 'done', outcome: 'success', decided_by: 'model' });
  });

  it('is borne out by a hand-over to a person', async () => {
    const claim = { outcome: 'escalated' as const, outcome_evidence: null };
    const { run, saved } = setup({ judge: [judged(claim)], call: { wrap_up: 'human' } });
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
    const { run, saved } = setup({ talk, judge: [judged(claim)] });
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
    const { run, saved } = setup({ talk, judge: [wish] });
    await expect(run()).resolves.toMatchObject({ result: { callbackId: CALLBACK_ID } });
    expect(saved[0]?.callback).toEqual({ id: CALLBACK_ID, run_at: '2026-11-21T20:00:00.000Z' });
    expect(saved[0]?.next_action).toMatchObject({ kind: 'callback', zone: 'America/New_York' });
  });

  it("goes by the number's zone for a lead of whom nothing else is known", async () => {
    const { run, saved } = setup({ talk, judge: [wish], lead: null });
    await run();
    expect(saved[0]?.callback?.run_at).toBe('2026-11-21T20:00:00.000Z');
  });

  it('is kept without a call where nobody knows what time it is for the lead', async () => {
    const unknown = { timezone: null, phone: '+870773111632', country: null };
    const { run, saved } = setup({ talk, judge: [wish], lead: unknown });
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
    const { run, saved } = setup({ talk, judge: [judged(doubtful)] });
    await run();
    expect(saved[0]).toMatchObject({ status: 'needs_review', callback: null, opt_out: null });
  });
});

describe('a judge in trouble', () => {
  const cut: JudgeAnswer = { kind: 'incomplete', reason: 'max_output_tokens' };

  it('is asked once more, and then the call needs a person', async () => {
    const { run, saved, asked } = setup({ judge: [cut, cut] });
    await expect(run()).resolves.toMatchObject({ kind: 'done' });
    expect(asked).toHaveLength(2);
    expect(saved[0]).toMatchObject({
      status: 'needs_review',
      outcome: null,
      decided_by: 'nobody',
      failure: 'incomplete: max_output_tokens',
    });
  });

  it('is forgiven its first slip', async () => {
    const { run, saved } = setup({ judge: [{ kind: 'garbled', reason: 'not JSON' }, judged()] });
    await run();
    expect(saved[0]).toMatchObject({ status: 'done', outcome: 'qualified' });
  });

  it('is tried again by the queue, and on the last attempt the call is labelled all the same', async () => {
    const { run, saved } = setup({ judge: [unavailable('timeout')] });
    await expect(run({ attempt: 3 })).rejects.toMatchObject({ code: 'provider_unavailable' });
    expect(saved).toEqual([]);
    await expect(run({ attempt: 4 })).resolves.toMatchObject({ kind: 'done' });
    expect(saved[0]).toMatchObject({ status: 'needs_review', failure: 'unavailable: timeout' });
  });

  it('is given time when it is crowded', async () => {
    const { run, saved } = setup({ judge: [unavailable('rate_limited', { retryAfterMs: 7_000 })] });
    await expect(run({ attempt: 4 })).resolves.toMatchObject({
      kind: 'snooze',
      until: new Date(now.getTime() + 7_000),
    });
    expect(saved).toEqual([]);
  });

  it('that a person has to mend leaves the label to a person at once, and says so aloud', async () => {
    const { run, saved, lines } = setup({ judge: [rejected('insufficient_quota')] });
    await run();
    expect(saved[0]).toMatchObject({ failure: 'rejected: insufficient_quota' });
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 'error', msg: 'judge gave no answer' }),
    );
  });

  it('saves nothing once the job is no longer ours', async () => {
    const { run, saved } = setup({ judge: [unavailable('stopped')] });
    await expect(run({ attempt: 4, abort: true })).rejects.toMatchObject({
      code: 'provider_unavailable',
    });
    expect(saved).toEqual([]);
  });
});
