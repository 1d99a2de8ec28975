import { describe, expect, it } from '@jest/globals';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { NOON_IN_NEW_YORK } from '@ringback/shared/testing/rows.ts';
import {
  CONVERSATION_ID,
  conversationRow,
  inboundRow,
  messageRow,
  noonPlus,
  turnOf,
} from '@ringback/shared/testing/text-rows.ts';
import { answered, handedOverFor, replying, saidNothing, wish } from '../testing/replying.ts';

describe('the tool that stops', () => {
  it('stops on the words of the lead, and confirms it once', async () => {
    const world = replying({
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
    const world = replying({
      begun: turnOf(['leave me alone']),
      answer: answered({ text: null, tool: wish('stop', { words: 'leave me alone' }) }),
      confirmedBy: 'nobody',
    });
    await world.run();
    expect(world.optOut).toHaveBeenCalledWith(
      expect.objectContaining({ words: 'leave me alone', confirmation: undefined }),
      NOON_IN_NEW_YORK,
    );
    expect(world.sendSoon).not.toHaveBeenCalled();
  });

  it.each([
    [299, { message_id: 'id-1', body: 'No more.' }],
    [301, undefined],
  ])('confirms nothing to a text that was found late: after %d seconds', async (age, expected) => {
    const begun = turnOf(['leave me alone']);
    begun.messages = [inboundRow(1, 'leave me alone', { sent_at: noonPlus(-age).toISOString() })];
    const world = replying({
      begun,
      answer: answered({ text: null, tool: wish('stop', { words: 'leave me alone' }) }),
    });
    await world.run();
    expect(world.optOut).toHaveBeenCalledWith(
      expect.objectContaining({ words: 'leave me alone', confirmation: expected }),
      NOON_IN_NEW_YORK,
    );
  });

  it('closes no number on words of the model, and stays silent while a person looks', async () => {
    const world = replying({
      answer: answered({ text: null, tool: wish('stop', { words: 'never text me again' }) }),
    });
    await world.run();
    expect(world.optOut).not.toHaveBeenCalled();
    handedOverFor(world, 'unclear_opt_out');
    expect(world.sendSoon).not.toHaveBeenCalled();
  });

  it('confirms it wherever the carrier cannot: it knows keywords alone', async () => {
    const conversation = conversationRow({ our_number: '+18885550190', last_inbound_seq: 1 });
    const world = replying({
      begun: turnOf(['please leave me alone now'], { conversation }),
      answer: answered({ text: null, tool: wish('stop', { words: 'leave me alone' }) }),
    });
    await world.run();
    expect(world.optOut).toHaveBeenCalledWith(
      expect.objectContaining({ confirmation: { message_id: 'id-1', body: 'No more.' } }),
      NOON_IN_NEW_YORK,
    );
  });

  it('stops nobody on words in which neither the rules nor the judge see a refusal', async () => {
    const world = replying({
      begun: turnOf(['I love it, when can I come?']),
      answer: answered({ text: null, tool: wish('stop', { words: 'when can I come?' }) }),
    });
    await world.run();
    expect(world.optOut).not.toHaveBeenCalled();
    handedOverFor(world, 'unclear_opt_out');
  });

  it('does not take our own words, quoted, for the lead’s', async () => {
    const ours = 'Still looking? Reply STOP to opt out of these texts.';
    const begun = turnOf([], { in_reply_to_seq: 2 });
    begun.messages = [
      messageRow({ seq: 1, body: ours, delivery_status: 'delivered' }),
      inboundRow(2, `Ok! “${ours}” Friday is fine`),
    ];
    const world = replying({
      begun,
      answer: answered({ tool: wish('stop', { words: 'Reply STOP to opt out' }) }),
    });
    await world.run();
    expect(world.optOut).not.toHaveBeenCalled();
    handedOverFor(world, 'unclear_opt_out');
    expect(world.reply.mock.calls[0]?.[0].toJudge).toEqual(['Ok! Friday is fine']);
  });

  it('does not end the texts of somebody who asks for texts in place of calls', async () => {
    const begun = () => turnOf(["Don't call me, text me instead"]);
    const tool = wish('stop', { words: "Don't call me" });
    const told = replying({ begun: begun(), answer: answered({ text: 'Texts it is.', tool }) });
    expect(await told.run()).toEqual({ kind: 'done' });
    expect(told.replies.saveDraft).toHaveBeenCalledWith(
      expect.objectContaining({ body: 'Texts it is.' }),
      NOON_IN_NEW_YORK,
    );
    const silent = replying({ begun: begun(), answer: answered({ text: null, tool }) });
    await silent.run();
    handedOverFor(silent, 'no_answer');
    for (const { optOut } of [told, silent]) expect(optOut).not.toHaveBeenCalled();
  });
});

describe('texts of which nobody has said whether they refuse contact', () => {
  const refusal = (change: object = {}) =>
    answered({ refusal: { verdict: 'refuses', scope: 'all', words: 'not again', ...change } });
  const recorded = ({ record }: ReturnType<typeof replying>) => record.mock.calls[0]?.[0];

  it('are judged in the agent’s own turn, together, before anything is answered', async () => {
    const world = replying({ begun: turnOf(['how do I', 'get off this']) });
    const order: string[] = [];
    world.record.mockImplementation(async () => {
      order.push('verdict');
      return { result: 'recorded' };
    });
    world.replies.saveDraft.mockImplementation(async () => {
      order.push('draft');
      return { result: 'planned' };
    });
    expect(await world.run()).toEqual({ kind: 'done' });
    expect(world.reply).toHaveBeenCalledTimes(1);
    expect(world.reply.mock.calls[0]?.[0].toJudge).toEqual(['how do I', 'get off this']);
    expect(order).toEqual(['verdict', 'draft']);
    expect(recorded(world)).toEqual({
      conversation_id: CONVERSATION_ID,
      message_ids: [inboundRow(1, '').message_id, inboundRow(2, '').message_id],
      by: 'model',
      verdict: 'not',
    });
  });

  it('close the number when the model says so, and nothing is answered', async () => {
    const world = replying({ begun: turnOf(['hello', 'not again!']), answer: refusal() });
    expect(await world.run()).toEqual({ kind: 'skip', reason: 'opted_out' });
    expect(recorded(world)).toEqual({
      conversation_id: CONVERSATION_ID,
      message_ids: [inboundRow(1, '').message_id, inboundRow(2, '').message_id],
      by: 'model',
      verdict: 'refuses',
      message_id: inboundRow(2, '').message_id,
      words: 'not again',
      scope: 'all',
      confirmation: { message_id: 'id-1', body: 'No more.' },
    });
    expect(world.sendSoon).toHaveBeenCalledWith('id-1');
    saidNothing(world);
  });

  it('refuse where the sentence is spread over several of them', async () => {
    const world = replying({
      begun: turnOf(['please take', 'me off', 'whatever this is']),
      answer: refusal({ words: 'please take me off whatever this is' }),
    });
    expect(await world.run()).toEqual({ kind: 'skip', reason: 'opted_out' });
    expect(recorded(world)).toMatchObject({ message_id: inboundRow(3, '').message_id });
  });

  it.each([
    ['no more of this', 'sms', 'sms'],
    ['no more of this', 'all', 'all'],
    // Whoever speaks of calls does not mean texts alone.
    ['no more of this, and no calls', 'sms', 'all'],
  ] as const)('"%s" closes, where the standard is %s, %s', async (said, optOutScope, scope) => {
    const world = replying({
      begun: turnOf([said]),
      answer: refusal({ words: said }),
      optOutScope,
    });
    await world.run();
    expect(recorded(world)).toMatchObject({ verdict: 'refuses', scope });
  });

  it('go on where the lead wants texts in place of calls', async () => {
    const words = 'ruf mich nicht an, schreib lieber';
    const world = replying({ begun: turnOf([words]), answer: refusal({ words, scope: 'voice' }) });
    expect(await world.run()).toEqual({ kind: 'done' });
    expect(recorded(world)).toMatchObject({ verdict: 'refuses', scope: 'voice' });
    expect(recorded(world)?.confirmation).toBeUndefined();
  });

  it('are unclear where the model quotes what nobody wrote', async () => {
    const world = replying({ answer: refusal({ words: 'never text me again' }) });
    expect(await world.run()).toEqual({ kind: 'skip', reason: 'handed_over: unclear_opt_out' });
    expect(recorded(world)).toMatchObject({
      verdict: 'unclear',
      why: 'The lead wrote no such words.',
    });
    saidNothing(world);
    expect(world.sendSoon).not.toHaveBeenCalled();
  });

  it('are held for a person, in silence, while the model is unsure', async () => {
    const world = replying({ answer: refusal({ verdict: 'unclear', words: '' }) });
    await world.run();
    expect(recorded(world)).toMatchObject({ verdict: 'unclear' });
    saidNothing(world);
    expect(world.sendSoon).not.toHaveBeenCalled();
  });

  it('are not asked about again before a person has said', async () => {
    const begun = turnOf([]);
    begun.messages = [inboundRow(1, 'not again', { refusal_verdict: 'unclear' })];
    const world = replying({ begun });
    await world.run();
    expect(world.reply).not.toHaveBeenCalled();
    handedOverFor(world, 'unclear_opt_out');
    expect(world.replies.handOver.mock.calls[0]?.[0].line).toBeUndefined();
  });

  it.each([
    ['the model turns us away', new AppError('provider_rejected', 'no key'), 1],
    ['the model cannot be reached, four times', new AppError('provider_unavailable', 'busy'), 4],
  ])('are handed over without a word when %s', async (_, trouble, reply_tries) => {
    const begun = turnOf(['not again']);
    begun.conversation = conversationRow({ reply_tries, last_inbound_seq: 1 });
    const world = replying({ begun, answer: trouble });
    await world.run();
    handedOverFor(world, 'agent_unavailable');
    expect(world.replies.handOver.mock.calls[0]?.[0].line).toBeUndefined();
    expect(world.record).not.toHaveBeenCalled();
  });

  it('are handed over without a word when there is no agent', async () => {
    const world = replying({ begun: turnOf(['not again'], { agent: null }) });
    await world.run();
    expect(world.replies.handOver.mock.calls[0]?.[0].line).toBeUndefined();
  });

  it('are judged also when they were kept back while something else was answered', async () => {
    const begun = turnOf([], { in_reply_to_seq: 3 });
    const reply = { direction: 'outbound', author: 'ai', kind: 'reply' } as const;
    begun.messages = [
      inboundRow(1, 'Hello', { created_at: noonPlus(1).toISOString(), refusal_verdict: 'not' }),
      inboundRow(3, 'not again', { created_at: noonPlus(2).toISOString() }),
      messageRow({
        ...reply,
        seq: 2,
        body: 'Hi! Still looking?',
        created_at: noonPlus(9).toISOString(),
      }),
    ];
    const world = replying({ begun, answer: refusal() });
    expect(await world.run()).toEqual({ kind: 'skip', reason: 'opted_out' });
    expect(recorded(world)?.message_ids).toEqual([inboundRow(3, '').message_id]);
  });

  it('are not judged again once that is said', async () => {
    const begun = turnOf([]);
    begun.messages = [inboundRow(1, 'HELP', { refusal_verdict: 'not' })];
    const world = replying({ begun });
    await world.run();
    expect(world.reply.mock.calls[0]?.[0].toJudge).toEqual([]);
    expect(world.record).not.toHaveBeenCalled();
  });
});

describe('a picture without words', () => {
  const picture = (seq: number) =>
    inboundRow(seq, '', { opt_out: { kind: 'none', said: 'picture' }, refusal_verdict: 'not' });

  it('gets no answer of the agent: a person looks at it', async () => {
    const begun = turnOf([]);
    begun.messages = [picture(1)];
    const world = replying({ begun });
    await world.run();
    expect(world.reply).not.toHaveBeenCalled();
    handedOverFor(world, 'picture_without_words');
    expect(world.replies.handOver.mock.calls[0]?.[0].line).toBeUndefined();
  });

  it('is no obstacle to an answer to the words beside it', async () => {
    const begun = turnOf(['What would this cost?']);
    begun.messages.push(picture(2));
    begun.in_reply_to_seq = 2;
    expect(await replying({ begun }).run()).toEqual({ kind: 'done' });
  });
});
