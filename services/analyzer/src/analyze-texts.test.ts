import { describe, expect, it } from '@jest/globals';
import type { LeadRow } from '@ringback/shared/db/rows.ts';
import type { TextCase, TextOutcome } from '@ringback/shared/db/text-analyses.ts';
import type { ConversationRow } from '@ringback/shared/db/text-rows.ts';
import type { Judgement } from '@ringback/shared/providers/analysis/judgement.ts';
import type { Conversation, JudgeAnswer } from '@ringback/shared/providers/analysis/port.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { leadRow } from '../../../tests/fixtures/rows.ts';
import { createAnalyzeTexts } from './analyze-texts.ts';
import { createSeekFinding } from './seek-finding.ts';

const ID = '5d2c8b0e-6a0a-4f38-9c1e-1f2d3c4b5a69';
const CALLBACK_ID = '0b1e7c1e-3f60-4a52-9f0e-2f6f6f1f0002';
const STARTED = Date.parse('2026-11-20T18:00:00Z');
const ended = '2026-11-20T19:00:00.123456+00:00';
const now = new Date('2026-11-20T19:00:30Z');

const conversationRow = (change: Partial<ConversationRow> = {}): ConversationRow => ({
  id: ID,
  lead_id: 1,
  lead_phone: '+12125550101',
  our_number: '+12125550100',
  provider: 'twilio',
  owner: 'closed',
  sms_agent_id: null,
  campaign_id: null,
  assigned_to: null,
  last_seq: 2,
  last_inbound_seq: 2,
  last_inbound_at: ended,
  last_outbound_at: ended,
  last_activity_at: ended,
  last_read_seq: 0,
  reply_due_at: null,
  reply_first_at: null,
  reply_fence: 0,
  reply_tries: 0,
  conversion_status: null,
  ended_at: ended,
  end_reason: 'idle',
  end_evidence: null,
  reopened_at: null,
  handover_reason: null,
  handover_summary: null,
  handed_over_at: null,
  awaits_human: false,
  created_at: ended,
  updated_at: ended,
  ...change,
});

const calm: Judgement = {
  summary: 'The lead wants a price.',
  outcome: 'qualified',
  outcome_evidence: { quote: 'what does it cost', turn: 2 },
  sentiment: 'positive',
  facts: [{ field: 'interest', value: 'price', quote: 'what does it cost', turn: 2 }],
  next_action: { kind: 'none', at_local: null, reason: 'Nothing.', quote: null, turn: null },
};

const judged = (change: Partial<Judgement> = {}): JudgeAnswer => ({
  kind: 'judged',
  judgement: { ...calm, ...change },
  model: 'gpt-5.4-mini',
  usage: null,
});

type Message = TextCase['messages'][number];
type World = {
  conversation?: Partial<ConversationRow>;
  lead?: Partial<LeadRow> | null;
  /** 'author: words', in order from seq 1, ten minutes apart. */
  talk?: string[];
  /** What is special about the texts, by their seq. */
  messages?: Record<number, Partial<Message>>;
  known?: Partial<TextCase>;
  gone?: boolean;
  judge?: (JudgeAnswer | AppError)[];
  recorded?: 'moved_on' | 'gone';
};

const TALK = ['campaign: Still looking?', 'lead: Hi, what does it cost?'];

function setup(world: World = {}) {
  const recorded: TextOutcome[] = [];
  const asked: Conversation[] = [];
  const observed: unknown[] = [];
  const lines: { level: string; msg: string }[] = [];
  const answers = world.judge ?? [judged()];
  const messages = (world.talk ?? TALK).map((line, index): Message => {
    const [author = '', body = ''] = line.split(': ');
    return {
      seq: index + 1,
      author: author as Message['author'],
      body,
      media: [],
      opt_out: null,
      at: new Date(STARTED + index * 600_000).toISOString(),
      ...world.messages?.[index + 1],
    };
  });
  const judge = {
    async judge(conversation: Conversation) {
      asked.push(conversation);
      const answer = answers[Math.min(asked.length, answers.length) - 1];
      if (!answer || answer instanceof AppError) throw answer;
      return answer;
    },
  };
  const clock = () => now;

  const process = createAnalyzeTexts({
    textAnalyses: {
      load: async () =>
        world.gone
          ? null
          : {
              conversation: conversationRow(world.conversation),
              lead: world.lead === null ? null : leadRow(world.lead),
              messages,
              judged_at: null,
              judged_status: null,
              booked: false,
              stands: null,
              ...world.known,
            },
      async record(outcome) {
        recorded.push(outcome);
        if (world.recorded) return { result: world.recorded };
        const callback_id = outcome.callback && CALLBACK_ID;
        return { result: 'saved', analysis_id: ID, callback_id };
      },
    },
    seekFinding: createSeekFinding({ judge, ids: { uuid: () => CALLBACK_ID }, now: clock }),
    now: clock,
    observe: (finding) => observed.push(finding),
  });
  const log = createLogger(
    { service: 'test', level: 'info' },
    { write: (line) => lines.push(JSON.parse(line)) },
  );
  const run = ({ attempt = 1, run: name }: { attempt?: number; run?: string } = {}) =>
    process(
      { conversationId: ID, run: name },
      { log, signal: new AbortController().signal, attempt },
    );
  return { run, recorded, asked, observed, lines };
}

describe('a conversation in texts that is over', () => {
  it('gets the outcome that the words of the lead bear out', async () => {
    const { run, recorded, lines, observed } = setup();
    await expect(run()).resolves.toMatchObject({ kind: 'done', result: { outcome: 'qualified' } });
    expect(recorded).toEqual([
      expect.objectContaining({
        conversation_id: ID,
        ended_at: ended,
        status: 'done',
        outcome: 'qualified',
        outcome_quote: 'what does it cost',
        outcome_turn: 2,
        facts: calm.facts,
        decided_by: 'model',
        callback: null,
        opt_out: null,
      }),
    ]);
    expect(lines.map(({ msg }) => msg)).toEqual(['conversation analysed']);
    expect(JSON.stringify(lines)).not.toContain('cost');
    expect(observed).toHaveLength(1);
  });

  it('is shown to the judge with the wall clock of the lead at every text', async () => {
    const { run, asked } = setup();
    await run();
    expect(asked).toEqual([
      {
        channel: 'text',
        nowLocal: '2026-11-20T13:10',
        weekday: 'Friday',
        turns: [
          { turn: 1, who: 'agent', text: 'Still looking?', atLocal: '2026-11-20T13:00' },
          { turn: 2, who: 'lead', text: 'Hi, what does it cost?', atLocal: '2026-11-20T13:10' },
        ],
      },
    ]);
  });

  it.each([
    ['gone', { gone: true }],
    ['open', { conversation: { ended_at: null, owner: 'ai' as const } }],
    ['judged since it ended', { known: { judged_at: '2026-11-20T19:00:10Z' } }],
    [
      'judged by nobody since',
      { known: { judged_at: ended, judged_status: 'needs_review' as const } },
    ],
  ])('is left alone when it is %s', async (_what, world) => {
    const { run, recorded, asked } = setup(world);
    await expect(run()).resolves.toMatchObject({ kind: 'skip' });
    expect([recorded, asked]).toEqual([[], []]);
  });

  it('is judged anew when it ended again after a late reply', async () => {
    const judgedBefore = { judged_at: '2026-11-18T10:00:00Z', judged_status: 'done' as const };
    const { run, recorded } = setup({ known: judgedBefore });
    await expect(run()).resolves.toMatchObject({ kind: 'done' });
    expect(recorded).toHaveLength(1);
  });

  it('keeps no judgement of an ending before that one, even if now nobody can tell', async () => {
    const judgedBefore = { judged_at: '2026-11-18T10:00:00Z', judged_status: 'done' as const };
    const refused: JudgeAnswer = { kind: 'refused', reason: 'refusal' };
    const { run, recorded } = setup({ known: judgedBefore, judge: [refused] });
    await run();
    expect(recorded[0]).toMatchObject({ status: 'needs_review', outcome: null });
  });

  it('is judged again when a person asks, and keeps its good judgement if that fails', async () => {
    const known = { judged_at: '2026-11-20T19:00:10Z', judged_status: 'done' as const };
    const again = setup({ known });
    await expect(again.run({ run: 'again' })).resolves.toMatchObject({ kind: 'done' });
    const refused: JudgeAnswer = { kind: 'refused', reason: 'refusal' };
    const failed = setup({ known, judge: [refused] });
    await expect(failed.run({ run: 'again' })).resolves.toMatchObject({ kind: 'skip' });
    expect(failed.recorded).toEqual([]);
  });

  it.each([
    ['moved_on', 'open again meanwhile'],
    ['gone', 'the conversation is gone'],
  ] as const)('counts for nothing once it is %s', async (result, reason) => {
    const { run, observed } = setup({ recorded: result });
    await expect(run()).resolves.toEqual({ kind: 'skip', reason });
    expect(observed).toEqual([]);
  });
});

describe('what the rules decide about texts', () => {
  it('is that a lead who never wrote has not answered', async () => {
    const { run, recorded, asked } = setup({ talk: ['campaign: Hi?', 'ai: Still there?'] });
    await run();
    expect(asked).toEqual([]);
    expect(recorded[0]).toMatchObject({ outcome: 'no_response', decided_by: 'rules' });
  });

  it('is not that a lead who sent a picture has not answered, nor that it can be quoted', async () => {
    const claim = judged({ outcome_evidence: { quote: '📎', turn: 2 }, facts: [] });
    const { run, recorded, asked } = setup({
      messages: { 2: { body: null, media: [{ url: 'https://x.example/1' }] } },
      judge: [claim],
    });
    await run();
    expect(asked[0]?.turns[1]).toMatchObject({ turn: 2, who: 'lead', text: '📎' });
    expect(recorded[0]).toMatchObject({ status: 'needs_review', outcome: null });
  });

  it('is that a refusal ends it, in the words of the lead', async () => {
    const talk = [...TALK, 'ai: 200 dollars.', 'lead: no thanks, stop texting me'];
    const { run, recorded, asked } = setup({ talk });
    await run();
    expect(asked).toEqual([]);
    expect(recorded[0]).toMatchObject({
      outcome: 'discarded',
      outcome_turn: 4,
      decided_by: 'rules',
    });
    expect(recorded[0]?.opt_out?.words).toMatch(/stop texting me/);
  });

  it('goes by what was found when the text came in', async () => {
    const found = { kind: 'opt_out', rule: 'model', words: 'lose my details', scope: 'all' };
    const { run, recorded } = setup({
      talk: ['campaign: Hi?', 'lead: kindly lose my details'],
      messages: { 2: { opt_out: found } },
    });
    await run();
    expect(recorded[0]).toMatchObject({ outcome: 'discarded', outcome_quote: 'lose my details' });
  });

  it('adds nothing to a block that stands already, perhaps for texts alone', async () => {
    const conversation = {
      end_reason: 'opted_out',
      end_evidence: { words: 'kindly lose my details' },
    };
    const { run, recorded, asked } = setup({
      talk: ['campaign: Hi?', 'lead: Kindly, lose my details!'],
      conversation,
    });
    await run();
    expect(asked).toEqual([]);
    expect(recorded[0]).toMatchObject({
      outcome: 'discarded',
      outcome_quote: 'Kindly, lose my details',
      outcome_turn: 2,
      opt_out: null,
    });
  });

  it('takes the word of the carrier for an opt-out of which we have no words', async () => {
    const conversation = { end_reason: 'opted_out', end_evidence: { code: '21610' } };
    const { run, recorded } = setup({ talk: ['campaign: Hi?'], conversation });
    await run();
    expect(recorded[0]).toMatchObject({ outcome: 'discarded', outcome_quote: null, opt_out: null });
  });

  it('forgets a refusal that the lead has taken back', async () => {
    const talk = ['campaign: Hi?', 'lead: STOP', 'lead: START', 'lead: Hi, what does it cost?'];
    const evidence = { quote: 'what does it cost', turn: 4 };
    const { run, recorded } = setup({ talk, judge: [judged({ outcome_evidence: evidence })] });
    await run();
    expect(recorded[0]).toMatchObject({ outcome: 'qualified', outcome_turn: 4, opt_out: null });
  });

  it('does not let a judge bring it back', async () => {
    const talk = ['campaign: Hi?', 'lead: STOP', 'lead: START', 'lead: Hi, what does it cost?'];
    const claim = judged({ outcome: 'discarded', outcome_evidence: { quote: 'STOP', turn: 2 } });
    const { run, recorded } = setup({ talk, judge: [claim] });
    await run();
    expect(recorded[0]).toMatchObject({
      status: 'needs_review',
      outcome: null,
      decided_by: 'nobody',
      failure: 'the refusal was taken back',
      opt_out: null,
    });
  });

  it('goes on with a lead who only wants no calls', async () => {
    const talk = ['campaign: Hi?', 'lead: Hi, what does it cost?'];
    const opt_out = { kind: 'opt_out', words: 'text me instead of calling', scope: 'voice' };
    const { run, recorded } = setup({ talk, messages: { 2: { opt_out } } });
    await run();
    expect(recorded[0]).toMatchObject({ outcome: 'qualified', opt_out: null });
  });
});

describe('what the judge claims about texts', () => {
  it('in which the lead was disqualified stays so against words from before', async () => {
    const talk = ['lead: what does it cost?', 'ai: 20,000', 'lead: no, I bought one already'];
    const end_evidence = { words: 'I bought one already', seq: 3, why: 'already_bought' };
    const { run, recorded } = setup({
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
    const { run, recorded } = setup({
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
      const { run, recorded } = setup({
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
    const { run, recorded } = setup({
      talk: ['campaign: Hi?', 'lead: STOP', 'lead: START'],
      conversation: { end_reason: 'opted_out', end_evidence: { words: 'STOP' } },
      known: { stands: 'discarded' },
    });
    await run();
    expect(recorded[0]).toMatchObject({ status: 'done', outcome: 'discarded', failure: null });
  });

  it('needs a person where nothing proves the outcome', async () => {
    const claim = judged({ outcome: 'success', outcome_evidence: { quote: 'Book it', turn: 2 } });
    const { run, recorded } = setup({ judge: [claim] });
    await run();
    expect(recorded[0]).toMatchObject({
      status: 'needs_review',
      outcome: null,
      failure: 'no evidence for the outcome success',
    });
  });

  it('is not proven by what we wrote ourselves', async () => {
    const evidence = { quote: 'You are booked for Tuesday', turn: 1 };
    const { run, recorded } = setup({
      talk: ['human: You are booked for Tuesday', 'lead: hm'],
      judge: [judged({ outcome: 'success', outcome_evidence: evidence, facts: [] })],
    });
    await run();
    expect(recorded[0]).toMatchObject({ status: 'needs_review', outcome: null });
  });

  it.each([
    ['success', { known: { booked: true } }],
    ['escalated', { conversation: { handed_over_at: ended } }],
  ] as const)('%s is borne out by the deed', async (outcome, world) => {
    const claim = judged({ outcome, outcome_evidence: null });
    const { run, recorded } = setup({ ...world, judge: [claim] });
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
    const { run, recorded } = setup({ talk, judge: [wish] });
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
    const { run, recorded } = setup({ talk, judge: [wish] });
    await run();
    expect(recorded[0]).toMatchObject({
      callback: null,
      dropped: [{ field: 'next_action', reason: 'the time has passed meanwhile' }],
    });
  });
});

describe('a judge of texts in trouble', () => {
  const timeout = new AppError('provider_unavailable', 'not now', { facts: { reason: 'timeout' } });

  it('is tried again by the queue, and in the end the conversation is labelled all the same', async () => {
    const { run, recorded } = setup({ judge: [timeout] });
    await expect(run({ attempt: 1 })).rejects.toMatchObject({ code: 'provider_unavailable' });
    expect(recorded).toEqual([]);
    await run({ attempt: 4 });
    expect(recorded[0]).toMatchObject({ status: 'needs_review', failure: 'unavailable: timeout' });
  });

  it('that only a person can mend says so aloud, with the conversation', async () => {
    const reason = { reason: 'invalid_api_key' };
    const { run, lines } = setup({
      judge: [new AppError('provider_rejected', 'no', { facts: reason })],
    });
    await run();
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 'error', msg: 'judge gave no answer', conversationId: ID }),
    );
  });

  it('that is crowded is given time', async () => {
    const crowded = new AppError('provider_unavailable', 'x', {
      facts: { reason: 'rate_limited', retryAfterMs: 7_000 },
    });
    const { run } = setup({ judge: [crowded] });
    await expect(run()).resolves.toMatchObject({
      kind: 'snooze',
      until: new Date(now.getTime() + 7_000),
    });
  });
});
