import { describe, expect, it, jest } from '@jest/globals';
import type { Conversations } from '@ringback/shared/db/conversations.ts';
import type { FinishConversation } from '@ringback/shared/db/finish-conversation.ts';
import type { InboundTexts } from '@ringback/shared/db/inbound-texts.ts';
import type { Leads } from '@ringback/shared/db/leads.ts';
import type { Replies, ReplyBegun } from '@ringback/shared/db/replies.ts';
import type {
  OptOutJudge,
  OptOutVerdict,
  Replier,
  ReplyAnswer,
} from '@ringback/shared/providers/replies/port.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { pino } from 'pino';
import { leadRow, NOON_IN_NEW_YORK } from '../../../tests/fixtures/rows.ts';
import {
  agentOfText,
  CONVERSATION_ID,
  conversationRow,
  inboundRow,
  messageRow,
  noonPlus,
  turnOf,
} from '../../../tests/fixtures/text-rows.ts';
import { createHandOver } from './hand-over.ts';
import { createReplyToLead } from './reply-to-lead.ts';
import { createOptOut, createSettleDoubts } from './settle-doubts.ts';
import { createUpdateLead } from './update-lead.ts';

type Answered = Extract<ReplyAnswer, { kind: 'reply' }>;

const answered = (change: Partial<Answered> = {}): Answered => ({
  kind: 'reply',
  text: 'Which day would suit you?',
  tool: null,
  reason: 'The lead is interested.',
  confidence: 0.9,
  model: 'm',
  usage: null,
  ...change,
});
const wish = (name: NonNullable<Answered['tool']>['name'], given: Record<string, unknown>) => ({
  name,
  arguments: given,
});
const BOOKING = wish('book_appointment', {
  starts_at_local: '2026-11-24T10:00',
  words: 'Tuesday at ten',
});

type Setting = {
  begun: ReplyBegun;
  answer: ReplyAnswer | AppError;
  judged: Partial<OptOutVerdict>;
  saved: 'planned' | 'suppressed' | 'silent' | 'replayed';
  handedOver: 'handed_over' | 'no_human_turn' | 'already';
  confirms: boolean;
};

function setup(setting: Partial<Setting> = {}) {
  const { begun = turnOf(['Yes, still looking']), answer = answered() } = setting;
  const { saved = 'planned', handedOver = 'handed_over' } = setting;
  const result = { result: saved, reason: saved === 'suppressed' ? 'newer_inbound' : null };
  const replies = {
    begin: jest.fn<Replies['begin']>(async () => begun),
    saveDraft: jest.fn<Replies['saveDraft']>(async () => result),
    release: jest.fn<Replies['release']>(async () => true),
    handOver: jest.fn<Replies['handOver']>(async ({ line }) => ({
      result: handedOver,
      notice_id: handedOver === 'handed_over' ? (line?.message_id ?? null) : null,
    })),
  };
  const finish = jest.fn<FinishConversation>(async () => result);
  const optOut = jest.fn<InboundTexts['optOut']>(async ({ confirmation }) => ({
    suppression_id: 1,
    is_new: true,
    canceled_calls: 0,
    canceled_texts: 0,
    notice_id: confirmation?.message_id ?? null,
  }));
  const setOwner = jest.fn<Conversations['setOwner']>(async () => ({ result: 'moved' }));
  const update = jest.fn<Leads['update']>(async () => leadRow());
  const reply = jest.fn<Replier['reply']>(async () => {
    if (answer instanceof AppError) throw answer;
    return answer;
  });
  const judge = jest.fn<OptOutJudge['judge']>(async () => ({
    verdict: 'no',
    words: '',
    model: 'm',
    failure: null,
    ...setting.judged,
  }));
  const sendSoon = jest.fn<(messageId: string) => Promise<void>>(async () => {});
  const count = { inc: jest.fn() };

  let ids = 0;
  const common = {
    sendSoon,
    metrics: { replies: count } as never,
    uuid: () => `id-${++ids}`,
    now: () => NOON_IN_NEW_YORK,
  };
  const handOver = createHandOver({
    ...common,
    replies,
    conversations: { setOwner },
    line: 'A colleague will answer you.',
  });
  const opting = createOptOut({
    ...common,
    inbound: { optOut },
    scope: 'all',
    line: setting.confirms === false ? null : 'No more.',
  });
  const replyToLead = createReplyToLead({
    ...common,
    replies,
    finish,
    replier: { reply },
    settleDoubts: createSettleDoubts({ judge: { judge }, optOut: opting, handOver }),
    optOut: opting,
    handOver,
    updateLead: createUpdateLead({ leads: { update }, now: common.now }),
    allowedHosts: ['ours.example'],
  });
  const run = () =>
    replyToLead(
      { conversationId: CONVERSATION_ID, seq: 1 },
      { log: pino({ enabled: false }), signal: new AbortController().signal, attempt: 1 },
    );
  return { replies, finish, optOut, setOwner, update, reply, judge, sendSoon, count, run };
}

type World = ReturnType<typeof setup>;
const saidNothing = ({ replies, finish }: World) =>
  expect([replies.saveDraft, finish].map((one) => one.mock.calls.length)).toEqual([0, 0]);
const handedOverFor = (world: World, reason: string) => {
  expect(world.replies.handOver).toHaveBeenCalledWith(
    expect.objectContaining({ conversation_id: CONVERSATION_ID, reason }),
    NOON_IN_NEW_YORK,
  );
  saidNothing(world);
};

describe('answering a lead', () => {
  it('saves what the agent says as an answer to the newest text, and sends it', async () => {
    const { replies, sendSoon, run } = setup();
    expect(await run()).toEqual({ kind: 'done' });
    expect(replies.saveDraft).toHaveBeenCalledWith(
      {
        conversation_id: CONVERSATION_ID,
        fence: 1,
        in_reply_to_seq: 1,
        message_id: 'id-1',
        body: 'Which day would suit you?',
      },
      NOON_IN_NEW_YORK,
    );
    expect(sendSoon).toHaveBeenCalledWith('id-1');
  });

  it('shows the agent everything that was said, on every channel, in order', async () => {
    const begun = turnOf(['Yes, still looking'], {
      turns: [
        { at: noonPlus(-600).toISOString(), role: 'assistant', content: 'Hello Ada' },
        { at: noonPlus(-590).toISOString(), role: 'user', content: 'Text me please' },
        { at: noonPlus(-580).toISOString(), role: 'system', content: 'noise' },
      ],
      appointments: [{ starts_at: '2026-11-24T15:00:00Z' }],
    });
    begun.messages.unshift(
      messageRow({ body: 'Still looking?', seq: 1, created_at: noonPlus(-60).toISOString() }),
      messageRow({
        author: 'human',
        body: 'Sam here',
        seq: 2,
        created_at: noonPlus(-50).toISOString(),
      }),
    );
    const { reply, run } = setup({ begun });
    await run();
    const [request] = reply.mock.calls[0] ?? [];
    expect(request).toMatchObject({
      nowLocal: '2026-11-20T12:00',
      weekday: 'Friday',
      lead: { name: 'Ada Lovelace' },
      tools: ['update_lead', 'stop', 'book_appointment', 'hand_over'],
    });
    expect(request?.agent.goal).toBe('Book a visit. Already booked for: 2026-11-24T10:00.');
    expect(request?.history.map(({ who, channel, text }) => [who, channel, text])).toEqual([
      ['agent', 'call', 'Hello Ada'],
      ['lead', 'call', 'Text me please'],
      ['agent', 'text', 'Still looking?'],
      ['staff', 'text', 'Sam here'],
      ['lead', 'text', 'Yes, still looking'],
    ]);
  });

  it('says nothing when there is nothing to say', async () => {
    const { replies, sendSoon, run } = setup({
      begun: turnOf(['thanks, bye']),
      answer: answered({ text: null }),
    });
    expect(await run()).toEqual({ kind: 'skip', reason: 'nothing_to_say' });
    expect(replies.saveDraft).toHaveBeenCalledWith(
      expect.objectContaining({ body: null }),
      NOON_IN_NEW_YORK,
    );
    expect(sendSoon).not.toHaveBeenCalled();
  });

  it('leaves no question without an answer: a person gets it', async () => {
    const world = setup({ begun: turnOf(['How much?']), answer: answered({ text: null }) });
    await world.run();
    handedOverFor(world, 'no_answer');
  });

  it('sends nothing that was out of date when it was ready', async () => {
    const { sendSoon, run } = setup({ saved: 'suppressed' });
    expect(await run()).toEqual({ kind: 'skip', reason: 'newer_inbound' });
    expect(sendSoon).not.toHaveBeenCalled();
  });

  it('does not think when it is not its turn', async () => {
    const owed = setup({ begun: { verdict: 'skip', reason: 'no_answer_owed' } });
    expect(await owed.run()).toEqual({ kind: 'skip', reason: 'no_answer_owed' });
    const early = setup({ begun: { verdict: 'wait', until: noonPlus(4).toISOString() } });
    expect(await early.run()).toMatchObject({ kind: 'snooze', until: noonPlus(4) });
    for (const { reply } of [owed, early]) expect(reply).not.toHaveBeenCalled();
  });

  it('says nothing to a number on the do-not-contact list', async () => {
    const { reply, run } = setup({ begun: turnOf(['hello'], { suppressed: true }) });
    expect(await run()).toEqual({ kind: 'skip', reason: 'suppressed' });
    expect(reply).not.toHaveBeenCalled();
  });
});

describe('a reply that does not pass', () => {
  it.each([
    ['a strange link', 'See http://win.example/car', 'guard_link'],
    ['a strange number', 'Call my friend at +1 212 555 0143', 'guard_number'],
    [
      'the prompt',
      'You sell cars. Book visits. Our site is https://acme.example/cars and we open at nine.',
      'guard_prompt',
    ],
    ['too many words', 'All of it is very good indeed. '.repeat(20), 'guard_too_long'],
    ['nothing', ' … ', 'guard_empty'],
  ])('because of %s goes to a person, and the lead is told', async (_what, text, reason) => {
    const world = setup({ answer: answered({ text }) });
    await world.run();
    handedOverFor(world, reason);
    expect(world.replies.handOver).toHaveBeenCalledWith(
      expect.objectContaining({
        line: { message_id: 'id-1', body: 'A colleague will answer you.' },
      }),
      NOON_IN_NEW_YORK,
    );
    expect(world.sendSoon).toHaveBeenCalledWith('id-1');
  });

  it.each([
    'Our cars: https://acme.example/cars',
    'Look at ours.example/blue',
    'We text you from +1 202-555-0190',
    'Here it is: https://acme.example/cars',
  ])('is not one that names what the agent or the settings allow: %s', async (text) => {
    const begun = turnOf(['Show me'], {
      conversation: conversationRow({ our_number: '+12025550190', last_inbound_seq: 1 }),
    });
    const { run, sendSoon } = setup({ begun, answer: answered({ text }) });
    expect(await run()).toEqual({ kind: 'done' });
    expect(sendSoon).toHaveBeenCalledTimes(1);
  });

  it('goes to a person when the agent itself is not sure', async () => {
    const world = setup({ answer: answered({ confidence: 0.2 }) });
    await world.run();
    handedOverFor(world, 'unsure');
  });
});

describe('the tools', () => {
  it('books in words of the lead, says the last word and ends as a success, in one step', async () => {
    const { replies, finish, sendSoon, run } = setup({
      begun: turnOf(['Tuesday at ten works for me']),
      answer: answered({ text: 'See you on Tuesday at ten!', tool: BOOKING }),
    });
    expect(await run()).toEqual({ kind: 'done' });
    expect(finish).toHaveBeenCalledWith(
      expect.objectContaining({
        body: 'See you on Tuesday at ten!',
        in_reply_to_seq: 1,
        outcome: 'success',
        reason: 'goal_reached',
        appointment: { starts_at: '2026-11-24T15:00:00.000Z', words: 'Tuesday at ten' },
      }),
      NOON_IN_NEW_YORK,
    );
    expect(replies.saveDraft).not.toHaveBeenCalled();
    expect(sendSoon).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['words that nobody said', ['Yes'], BOOKING, 'booking_no_such_words'],
    [
      'a time that has passed',
      ['Tuesday at ten'],
      wish('book_appointment', { starts_at_local: '2026-11-17T10:00', words: 'Tuesday at ten' }),
      'booking_no_such_time',
    ],
    [
      'no time at all',
      ['Tuesday at ten'],
      wish('book_appointment', { starts_at_local: 'soon', words: 'Tuesday at ten' }),
      'tool_misused',
    ],
  ])('books nothing on %s', async (_what, texts, tool, reason) => {
    const world = setup({ begun: turnOf(texts), answer: answered({ tool }) });
    await world.run();
    handedOverFor(world, reason);
  });

  it('books nothing when the words that go with it do not pass', async () => {
    const world = setup({
      begun: turnOf(['Tuesday at ten']),
      answer: answered({ text: 'Booked, see http://win.example', tool: BOOKING }),
    });
    await world.run();
    handedOverFor(world, 'guard_link');
  });

  it('stops on the words of the lead, and confirms it once', async () => {
    const world = setup({
      begun: turnOf(['ok', 'please leave me alone now']),
      answer: answered({ text: null, tool: wish('stop', { words: 'leave me alone' }) }),
    });
    expect(await world.run()).toEqual({ kind: 'skip', reason: 'opted_out' });
    expect(world.optOut).toHaveBeenCalledWith(
      {
        conversation_id: CONVERSATION_ID,
        message_id: inboundRow(2, '').message_id,
        scope: 'all',
        source: 'text',
        words: 'leave me alone',
        confirmation: { message_id: 'id-1', body: 'No more.' },
      },
      NOON_IN_NEW_YORK,
    );
    expect(world.sendSoon).toHaveBeenCalledWith('id-1');
    saidNothing(world);
  });

  it('confirms nothing where the operator wants silence', async () => {
    const world = setup({
      begun: turnOf(['leave me alone']),
      answer: answered({ text: null, tool: wish('stop', { words: 'leave me alone' }) }),
      confirms: false,
    });
    await world.run();
    expect(world.optOut).toHaveBeenCalledWith(
      expect.objectContaining({ words: 'leave me alone', confirmation: undefined }),
      NOON_IN_NEW_YORK,
    );
    expect(world.sendSoon).not.toHaveBeenCalled();
  });

  it('closes no number on words of the model, and stays silent while a person looks', async () => {
    const world = setup({
      answer: answered({ text: null, tool: wish('stop', { words: 'never text me again' }) }),
    });
    await world.run();
    expect(world.optOut).not.toHaveBeenCalled();
    handedOverFor(world, 'unclear_opt_out');
    expect(world.sendSoon).not.toHaveBeenCalled();
  });

  it('hands over with reason and summary, in the words that the lead always gets', async () => {
    const world = setup({
      answer: answered({
        text: 'Call me at +1 212 555 0143',
        tool: wish('hand_over', { reason: 'wants a person', summary: 'Ada asks for a person.' }),
      }),
    });
    await world.run();
    expect(world.replies.handOver).toHaveBeenCalledWith(
      {
        conversation_id: CONVERSATION_ID,
        reason: 'wants a person',
        summary: 'Ada asks for a person.',
        line: { message_id: 'id-1', body: 'A colleague will answer you.' },
      },
      NOON_IN_NEW_YORK,
    );
    saidNothing(world);
  });

  it('does not go round in a circle: handed back without a word, it waits for people', async () => {
    const conversation = conversationRow({ awaits_human: true, last_inbound_seq: 1 });
    const world = setup({
      begun: turnOf(['hello?'], { conversation }),
      answer: { kind: 'refused', reason: 'refusal' },
      handedOver: 'no_human_turn',
    });
    await world.run();
    expect(world.reply.mock.calls[0]?.[0].tools).not.toContain('hand_over');
    expect(world.setOwner).toHaveBeenCalledWith(CONVERSATION_ID, 'paused', null, NOON_IN_NEW_YORK);
    expect(world.sendSoon).not.toHaveBeenCalled();
  });

  it('writes down a name and an address that the lead has texted, and answers', async () => {
    const { update, sendSoon, run } = setup({
      begun: turnOf(["I'm Ada King, ada@king.example"]),
      answer: answered({
        tool: wish('update_lead', { name: 'Ada King', email: 'ADA@king.example', phone: '+1900' }),
      }),
    });
    expect(await run()).toEqual({ kind: 'done' });
    expect(update).toHaveBeenCalledWith(
      1,
      { name: 'Ada King', email: 'ada@king.example' },
      NOON_IN_NEW_YORK,
    );
    expect(sendSoon).toHaveBeenCalledTimes(1);
  });

  it('writes down nothing that the lead did not say', async () => {
    const { update, run } = setup({
      answer: answered({ tool: wish('update_lead', { name: 'Bob', email: 'bob@king.example' }) }),
    });
    expect(await run()).toEqual({ kind: 'done' });
    expect(update).not.toHaveBeenCalled();
  });

  it('offers no booking where the agent has none', async () => {
    const { reply, run } = setup({ begun: turnOf(['hi'], { agent: agentOfText({ tools: [] }) }) });
    await run();
    expect(reply.mock.calls[0]?.[0].tools).not.toContain('book_appointment');
  });
});

describe('a text that may be an opt-out', () => {
  const doubtful = () => {
    const begun = turnOf(['not again'], {});
    begun.messages = [inboundRow(1, 'not again', { opt_out: { kind: 'unsure', rule: 'x' } })];
    return begun;
  };

  it('is judged before anything is answered', async () => {
    const world = setup({ begun: doubtful() });
    expect(await world.run()).toEqual({ kind: 'done' });
    expect(world.judge).toHaveBeenCalledWith('not again', expect.anything());
    expect(world.reply).toHaveBeenCalledTimes(1);
  });

  it('is one when the model says so', async () => {
    const world = setup({ begun: doubtful(), judged: { verdict: 'yes', words: 'not again' } });
    expect(await world.run()).toEqual({ kind: 'skip', reason: 'opted_out' });
    expect(world.optOut).toHaveBeenCalledWith(
      expect.objectContaining({ words: 'not again', message_id: inboundRow(1, '').message_id }),
      NOON_IN_NEW_YORK,
    );
    expect(world.reply).not.toHaveBeenCalled();
  });

  it('is held for a person, in silence, while the model is unsure', async () => {
    const world = setup({ begun: doubtful(), judged: { verdict: 'unsure' } });
    await world.run();
    handedOverFor(world, 'unclear_opt_out');
    expect(world.reply).not.toHaveBeenCalled();
    expect(world.sendSoon).not.toHaveBeenCalled();
  });

  it('is not judged again once somebody has answered it', async () => {
    const begun = doubtful();
    begun.messages.push(
      messageRow({ author: 'ai', kind: 'reply', body: 'Sorry!', seq: 2 }),
      inboundRow(3, 'It is fine'),
    );
    const { judge, run } = setup({ begun });
    await run();
    expect(judge).not.toHaveBeenCalled();
  });
});

describe('an agent that cannot answer', () => {
  const tries = (reply_tries: number) =>
    turnOf(['hi'], { conversation: conversationRow({ reply_tries, last_inbound_seq: 1 }) });

  it.each(['garbled', 'incomplete'] as const)(
    'is asked once more after an answer that is %s, with more room, and then a person gets it',
    async (kind) => {
      const answer = { kind, reason: 'cut' };
      const first = setup({ begun: tries(1), answer });
      expect(await first.run()).toMatchObject({ kind: 'snooze' });
      expect(first.replies.release).toHaveBeenCalledTimes(1);
      expect(first.replies.handOver).not.toHaveBeenCalled();

      const second = setup({ begun: tries(2), answer });
      await second.run();
      expect(second.reply).toHaveBeenCalledWith(
        expect.anything(),
        expect.objectContaining({ room: 'more' }),
      );
      handedOverFor(second, `agent_${kind}`);
    },
  );

  it('is not asked again after a refusal', async () => {
    const world = setup({ answer: { kind: 'refused', reason: 'refusal' } });
    await world.run();
    handedOverFor(world, 'agent_refused');
    expect(world.replies.release).not.toHaveBeenCalled();
  });

  it('is asked again later when it cannot be reached, and a person gets it in the end', async () => {
    const answer = new AppError('provider_unavailable', 'away');
    const early = setup({ begun: tries(1), answer });
    expect(await early.run()).toMatchObject({ kind: 'snooze', until: noonPlus(2) });
    expect(early.replies.release).toHaveBeenCalledWith(
      CONVERSATION_ID,
      1,
      noonPlus(2),
      NOON_IN_NEW_YORK,
    );
    const late = setup({ begun: tries(4), answer });
    await late.run();
    handedOverFor(late, 'agent_unavailable');
  });

  it('is replaced by a person at once when the model turns us away', async () => {
    const world = setup({ answer: new AppError('provider_rejected', 'no key') });
    await world.run();
    handedOverFor(world, 'agent_unavailable');
  });

  it('is replaced by a person when there is none', async () => {
    const world = setup({ begun: turnOf(['hi'], { agent: null }) });
    await world.run();
    handedOverFor(world, 'no_agent');
  });

  it('leaves trouble of our own to the queue', async () => {
    const answer = new AppError('database_unavailable', 'away');
    const { replies, run } = setup({ answer });
    await expect(run()).rejects.toMatchObject({ code: 'database_unavailable' });
    expect(replies.handOver).not.toHaveBeenCalled();
  });
});
