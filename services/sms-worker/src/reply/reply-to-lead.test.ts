import { describe, expect, it } from '@jest/globals';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { NOON_IN_NEW_YORK } from '@ringback/shared/testing/rows.ts';
import {
  CONVERSATION_ID,
  conversationRow,
  inboundRow,
  MESSAGE_ID,
  messageRow,
  noonPlus,
  pictureOf,
  turnOf,
} from '@ringback/shared/testing/text-rows.ts';
import { answered, handedOverFor, replying } from '../testing/replying.ts';

describe('answering a lead', () => {
  it('saves the agent’s reply as an answer to the newest text, and sends it', async () => {
    const { replies, sendSoon, run } = replying();
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

  it('shows the agent all turns and texts, on every channel, in order', async () => {
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
    const { reply, run } = replying({ begun });
    await run();
    const [request] = reply.mock.calls[0] ?? [];
    expect(request).toMatchObject({
      nowLocal: '2026-11-20T12:00',
      weekday: 'Friday',
      lead: { name: 'Ada Lovelace' },
      tools: ['update_lead', 'stop', 'disqualify', 'book_appointment', 'hand_over'],
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

  it('shows the agent a text that was found late last, with the time when it was written', async () => {
    const begun = turnOf([]);
    begun.messages.push(
      inboundRow(1, 'Hello?', { created_at: noonPlus(-60).toISOString() }),
      inboundRow(2, 'What is the price?', { sent_at: noonPlus(-7_200).toISOString() }),
    );
    const { reply, run } = replying({ begun });
    await run();
    const [request] = reply.mock.calls[0] ?? [];
    expect(request?.history.map(({ text, at }) => [text, at])).toEqual([
      ['Hello?', '2026-11-20T11:59'],
      ['What is the price?', '2026-11-20T10:00'],
    ]);
  });

  it('tells the agent of pictures, which it cannot see', async () => {
    const begun = turnOf([]);
    const pictures = [pictureOf(), pictureOf({ id: MESSAGE_ID, state: 'pending' })];
    begun.messages.push(
      inboundRow(1, '', { media: pictures, opt_out: { kind: 'none', said: 'picture' } }),
      inboundRow(2, 'This is my car', { media: [pictureOf()] }),
    );
    const { reply, run } = replying({ begun });
    await run();
    const [request] = reply.mock.calls[0] ?? [];
    expect(request?.history.map(({ text }) => text)).toEqual([
      '(2 pictures)',
      'This is my car (a picture)',
    ]);
  });

  it('sends nothing when no answer is needed', async () => {
    const { replies, sendSoon, run } = replying({
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

  it('hands a question without an answer to a person', async () => {
    const world = replying({ begun: turnOf(['How much?']), answer: answered({ text: null }) });
    await world.run();
    handedOverFor(world, 'no_answer');
  });

  it('does not send a draft that is out of date', async () => {
    const { sendSoon, run } = replying({ saved: 'suppressed' });
    expect(await run()).toEqual({ kind: 'skip', reason: 'newer_inbound' });
    expect(sendSoon).not.toHaveBeenCalled();
  });

  it('does not ask the model when it is not its turn', async () => {
    const owed = replying({ begun: { verdict: 'skip', reason: 'no_answer_owed' } });
    expect(await owed.run()).toEqual({ kind: 'skip', reason: 'no_answer_owed' });
    const early = replying({ begun: { verdict: 'wait', until: noonPlus(4).toISOString() } });
    expect(await early.run()).toMatchObject({ kind: 'snooze', until: noonPlus(4) });
    for (const { reply } of [owed, early]) expect(reply).not.toHaveBeenCalled();
  });

  it('sends nothing to a number on the do-not-contact list', async () => {
    const { reply, run } = replying({ begun: turnOf(['hello'], { suppressed: true }) });
    expect(await run()).toEqual({ kind: 'skip', reason: 'suppressed' });
    expect(reply).not.toHaveBeenCalled();
  });
});

describe('a reply that fails the guard', () => {
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
  ])('goes to a person because of %s, and the lead is notified', async (_what, text, reason) => {
    const world = replying({ answer: answered({ text }) });
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
  ])('does not include one that names what the agent or the settings allow: %s', async (text) => {
    const begun = turnOf(['Show me'], {
      conversation: conversationRow({ our_number: '+12025550190', last_inbound_seq: 1 }),
    });
    const { run, sendSoon } = replying({ begun, answer: answered({ text }) });
    expect(await run()).toEqual({ kind: 'done' });
    expect(sendSoon).toHaveBeenCalledTimes(1);
  });

  it('goes to a person when the agent is unsure', async () => {
    const world = replying({ answer: answered({ confidence: 0.2 }) });
    await world.run();
    handedOverFor(world, 'unsure');
  });
});

describe('two machines that answer each other', () => {
  it('are stopped by a person once the agent has used up its replies of the day', async () => {
    const enough = replying({ begun: turnOf(['And?'], { replies_today: 40 }) });
    await enough.run();
    expect(enough.reply).not.toHaveBeenCalled();
    handedOverFor(enough, 'reply_cap');

    const nearly = replying({ begun: turnOf(['And?'], { replies_today: 39 }) });
    expect(await nearly.run()).toEqual({ kind: 'done' });
  });

  it('do not keep a lead from opting out: its words go to the judge, and the reply waits', async () => {
    const world = replying({ begun: turnOf(['enough'], { replies_today: 40 }) });
    await world.run();
    expect(world.record).not.toHaveBeenCalled();
    handedOverFor(world, 'reply_cap');
  });
});

describe('an agent that cannot answer', () => {
  const tries = (reply_tries: number) =>
    turnOf(['hi'], { conversation: conversationRow({ reply_tries, last_inbound_seq: 1 }) });

  it.each(['garbled', 'incomplete'] as const)(
    'is asked once more after an answer that is %s, with more tokens, and then the turn goes to a person',
    async (kind) => {
      const answer = { kind, reason: 'cut' };
      const first = replying({ begun: tries(1), answer });
      expect(await first.run()).toMatchObject({ kind: 'snooze' });
      expect(first.replies.release).toHaveBeenCalledTimes(1);
      expect(first.replies.handOver).not.toHaveBeenCalled();

      const second = replying({ begun: tries(2), answer });
      await second.run();
      expect(second.reply).toHaveBeenCalledWith(
        expect.anything(),
        expect.objectContaining({ room: 'more' }),
      );
      handedOverFor(second, `agent_${kind}`);
    },
  );

  it('is not asked again after a refusal', async () => {
    const world = replying({ answer: { kind: 'refused', reason: 'refusal' } });
    await world.run();
    handedOverFor(world, 'agent_refused');
    expect(world.replies.release).not.toHaveBeenCalled();
  });

  it('is asked again later when it cannot be reached, and the turn goes to a person in the end', async () => {
    const answer = new AppError('provider_unavailable', 'away');
    const early = replying({ begun: tries(1), answer });
    expect(await early.run()).toMatchObject({ kind: 'snooze', until: noonPlus(2) });
    expect(early.replies.release).toHaveBeenCalledWith(
      CONVERSATION_ID,
      1,
      noonPlus(2),
      NOON_IN_NEW_YORK,
    );
    const late = replying({ begun: tries(4), answer });
    await late.run();
    handedOverFor(late, 'agent_unavailable');
  });

  it.each<[string, AppError]>([
    ['out of credit', new AppError('provider_rejected', 'no', { facts: { trouble: 'account' } })],
    ['away', new AppError('provider_unavailable', 'no', { facts: { trouble: 'away' } })],
  ])(
    'makes all turns wait while the model is %s, however often it was asked',
    async (_why, answer) => {
      const world = replying({ begun: tries(9), answer, rests: [null, noonPlus(600)] });
      expect(await world.run()).toEqual({ kind: 'skip', reason: 'held: model_rests' });
      expect(world.replies.handOver).not.toHaveBeenCalled();
      expect(world.replies.release).toHaveBeenCalledWith(
        CONVERSATION_ID,
        1,
        noonPlus(30),
        NOON_IN_NEW_YORK,
      );
    },
  );

  it('does not begin while the model is paused', async () => {
    const world = replying({ rests: [noonPlus(10)] });
    expect(await world.run()).toMatchObject({ kind: 'snooze', until: noonPlus(10) });
    expect(world.replies.begin).not.toHaveBeenCalled();
  });

  it('is replaced by a person at once when the model rejects our account', async () => {
    const world = replying({ answer: new AppError('provider_rejected', 'no key') });
    await world.run();
    handedOverFor(world, 'agent_unavailable');
  });

  it('is replaced by a person when there is none', async () => {
    const world = replying({ begun: turnOf(['hi'], { agent: null }) });
    await world.run();
    handedOverFor(world, 'no_agent');
  });

  it.each(['internal', 'invalid_input'] as const)(
    'is replaced by a person after the fourth fault on our side (%s)',
    async (code) => {
      const answer = new AppError(code, 'a mistake of ours');
      await expect(replying({ begun: tries(3), answer }).run()).rejects.toMatchObject({ code });
      const world = replying({ begun: tries(4), answer });
      await world.run();
      handedOverFor(world, 'agent_unavailable');
    },
  );

  it('is not asked any more after a turn has crashed the process a dozen times', async () => {
    const world = replying({ begun: tries(13) });
    await world.run();
    expect(world.reply).not.toHaveBeenCalled();
    handedOverFor(world, 'agent_unavailable');
  });

  it('waits for a database that is unavailable, however often it was asked', async () => {
    const answer = new AppError('database_unavailable', 'away');
    const { replies, run } = replying({ begun: tries(9), answer });
    await expect(run()).rejects.toMatchObject({ code: 'database_unavailable' });
    expect(replies.handOver).not.toHaveBeenCalled();
  });

  it('leaves faults on our side to the queue', async () => {
    const answer = new AppError('database_unavailable', 'away');
    const { replies, run } = replying({ answer });
    await expect(run()).rejects.toMatchObject({ code: 'database_unavailable' });
    expect(replies.handOver).not.toHaveBeenCalled();
  });
});
