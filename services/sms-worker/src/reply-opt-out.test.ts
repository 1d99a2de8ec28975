import { describe, expect, it } from '@jest/globals';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import {
  answered,
  handedOverFor,
  replying,
  saidNothing,
  wish,
} from '../../../tests/fixtures/replying.ts';
import { NOON_IN_NEW_YORK } from '../../../tests/fixtures/rows.ts';
import {
  CONVERSATION_ID,
  conversationRow,
  inboundRow,
  messageRow,
  noonPlus,
  turnOf,
} from '../../../tests/fixtures/text-rows.ts';

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

  it.each([
    ['no more of this', 'sms', 'sms'],
    ['no more of this', 'all', 'all'],
    // Whoever speaks of calls does not mean texts alone.
    ['no more of this, and no calls', 'sms', 'all'],
  ] as const)('"%s" closes, where the standard is %s, %s', async (said, optOutScope, scope) => {
    const world = replying({
      begun: turnOf([said]),
      answer: answered({ text: null, tool: wish('stop', { words: 'no more of this' }) }),
      optOutScope,
    });
    await world.run();
    expect(world.optOut).toHaveBeenCalledWith(expect.objectContaining({ scope }), NOON_IN_NEW_YORK);
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

describe('a text that may be an opt-out', () => {
  const doubtful = () => {
    const begun = turnOf(['not again'], {});
    begun.messages = [inboundRow(1, 'not again', { opt_out: { kind: 'unsure', rule: 'x' } })];
    return begun;
  };

  it('is judged before anything is answered', async () => {
    const world = replying({ begun: doubtful() });
    expect(await world.run()).toEqual({ kind: 'done' });
    expect(world.judge).toHaveBeenCalledWith('not again', expect.anything());
    expect(world.reply).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['the judge turns us away', new AppError('provider_rejected', 'no key'), 1],
    ['the judge cannot be reached, four times', new AppError('provider_unavailable', 'busy'), 4],
  ])('is handed over without a word when %s', async (_, trouble, reply_tries) => {
    const begun = doubtful();
    begun.conversation = conversationRow({ reply_tries, last_inbound_seq: 1 });
    const world = replying({ begun });
    world.judge.mockRejectedValue(trouble);
    await world.run();
    handedOverFor(world, 'agent_unavailable');
    expect(world.replies.handOver.mock.calls[0]?.[0].line).toBeUndefined();
  });

  it('is handed over without a word when there is no agent', async () => {
    const world = replying({ begun: { ...doubtful(), agent: null } });
    await world.run();
    expect(world.replies.handOver.mock.calls[0]?.[0].line).toBeUndefined();
  });

  it('is judged also when it was kept back while something else was answered', async () => {
    const begun = turnOf([], { in_reply_to_seq: 3 });
    const reply = { direction: 'outbound', author: 'ai', kind: 'reply' } as const;
    begun.messages = [
      inboundRow(1, 'Hello', { created_at: noonPlus(1).toISOString() }),
      inboundRow(3, 'not again', {
        opt_out: { kind: 'unsure', rule: 'x' },
        created_at: noonPlus(2).toISOString(),
      }),
      inboundRow(2, 'Hi! Still looking?', { ...reply, created_at: noonPlus(9).toISOString() }),
    ];
    const world = replying({ begun, judged: { verdict: 'yes', words: 'not again' } });
    expect(await world.run()).toEqual({ kind: 'skip', reason: 'opted_out' });
  });

  it('is one when the model says so', async () => {
    const world = replying({ begun: doubtful(), judged: { verdict: 'yes', words: 'not again' } });
    expect(await world.run()).toEqual({ kind: 'skip', reason: 'opted_out' });
    expect(world.optOut).toHaveBeenCalledWith(
      expect.objectContaining({ words: 'not again', message_id: inboundRow(1, '').message_id }),
      NOON_IN_NEW_YORK,
    );
    expect(world.reply).not.toHaveBeenCalled();
  });

  it('is held for a person, in silence, while the model is unsure', async () => {
    const world = replying({ begun: doubtful(), judged: { verdict: 'unsure' } });
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
    const { judge, run } = replying({ begun });
    await run();
    expect(judge).not.toHaveBeenCalled();
  });
});
