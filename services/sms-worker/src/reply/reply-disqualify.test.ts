import { describe, expect, it } from '@jest/globals';
import { NOON_IN_NEW_YORK } from '@ringback/shared/testing/rows.ts';
import {
  CONVERSATION_ID,
  inboundRow,
  messageRow,
  turnOf,
} from '@ringback/shared/testing/text-rows.ts';
import { answered, handedOverFor, replying, saidNothing, wish } from '../testing/replying.ts';

const GOODBYE = 'Thank you for telling us. All the best!';
const disqualify = (words: string, why = 'not_interested') => wish('disqualify', { words, why });

describe('a lead of whom nothing will come', () => {
  it.each([
    ['Not interested, thanks', 'Not interested', 'not_interested'],
    ['sorry I already bought one', 'already bought one', 'already_bought'],
    ['I do not have a licence', 'do not have a licence', 'not_eligible'],
    ['no', 'no', 'not_interested'],
  ])('("%s") is told goodbye, and it ends there with the words', async (said, words, why) => {
    const { replies, finish, optOut, sendSoon, count, run } = replying({
      begun: turnOf(['hm', said]),
      answer: answered({ text: GOODBYE, tool: disqualify(words, why) }),
    });
    expect(await run()).toEqual({ kind: 'done' });
    expect(finish).toHaveBeenCalledWith(
      {
        conversation_id: CONVERSATION_ID,
        fence: 1,
        in_reply_to_seq: 2,
        message_id: 'id-1',
        body: GOODBYE,
        outcome: 'unqualified',
        reason: 'disqualified',
        evidence: { words, seq: 2, why },
      },
      NOON_IN_NEW_YORK,
    );
    expect(sendSoon).toHaveBeenCalledWith('id-1');
    expect(count.inc).toHaveBeenCalledWith({ outcome: 'disqualified' });
    expect(replies.saveDraft).not.toHaveBeenCalled();
    expect(optOut).not.toHaveBeenCalled();
  });

  it.each([
    ['words that nobody wrote', ['Yes please'], disqualify('not interested')],
    ['a word out of a longer text', ['no problem, tell me more'], disqualify('no')],
    ['a reason that there is none', ['Not for me'], disqualify('Not for me', 'too_old')],
    ['no words', ['Not for me'], wish('disqualify', { why: 'not_interested' })],
  ])('is not one on %s: a person gets it', async (_what, texts, tool) => {
    const world = replying({ begun: turnOf(texts), answer: answered({ text: GOODBYE, tool }) });
    await world.run();
    const reason = tool.arguments['words'] && tool.arguments['why'] !== 'too_old';
    handedOverFor(world, reason ? 'disqualify_no_such_words' : 'tool_misused');
  });

  it.each([
    ['I love it, when can I come?', 'not_interested'],
    ['I love it, when can I come?', 'wrong_person'],
    ['is this still for sale', 'already_bought'],
    ['my brother is not interested', 'not_interested'],
  ])('is not one on "%s" because a model says %s: a person gets it', async (said, why) => {
    const answer = answered({ text: GOODBYE, tool: disqualify(said, why) });
    const world = replying({ begun: turnOf([said]), answer });
    await world.run();
    handedOverFor(world, 'disqualify_not_meant');
    expect(world.optOut).not.toHaveBeenCalled();
  });

  it('is not one on words from before somebody answered them', async () => {
    const begun = turnOf(['Not interested']);
    begun.messages.push(
      messageRow({ author: 'human', kind: 'human', body: 'It is free now.', seq: 2 }),
      inboundRow(3, 'Oh, then tell me more'),
    );
    const world = replying({
      begun,
      answer: answered({ text: GOODBYE, tool: disqualify('Not interested') }),
    });
    await world.run();
    handedOverFor(world, 'disqualify_no_such_words');
  });

  it('is not sent off without a word, nor with words that do not pass', async () => {
    const begun = () => turnOf(['Not interested']);
    const tool = disqualify('Not interested');
    const silent = replying({ begun: begun(), answer: answered({ text: null, tool }) });
    await silent.run();
    handedOverFor(silent, 'no_answer');
    const text = 'All the best, see http://win.example';
    const linked = replying({ begun: begun(), answer: answered({ text, tool }) });
    await linked.run();
    handedOverFor(linked, 'guard_link');
  });

  it('sends nothing when the lead has said something newer', async () => {
    const { sendSoon, run } = replying({
      begun: turnOf(['Not interested']),
      answer: answered({ text: GOODBYE, tool: disqualify('Not interested') }),
      saved: 'suppressed',
    });
    expect(await run()).toEqual({ kind: 'skip', reason: 'newer_inbound' });
    expect(sendSoon).not.toHaveBeenCalled();
  });
});

describe('an opt-out that the agent takes for less', () => {
  it.each([
    ['Not interested, stop texting me', 'Not interested', 'stop texting me'],
    ['Not interested. STOP', 'Not interested', 'Not interested. STOP'],
  ])('("%s") is one all the same', async (said, claimed, words) => {
    const world = replying({
      begun: turnOf([said]),
      answer: answered({ text: GOODBYE, tool: disqualify(claimed) }),
    });
    expect(await world.run()).toEqual({ kind: 'skip', reason: 'opted_out' });
    expect(world.optOut).toHaveBeenCalledWith(
      expect.objectContaining({ words, message_id: inboundRow(1, '').message_id, scope: 'all' }),
      NOON_IN_NEW_YORK,
    );
    saidNothing(world);
  });

  it('is also to be somebody else: the number was nobody’s to give', async () => {
    const world = replying({
      begun: turnOf(['this is not Ada']),
      answer: answered({ text: GOODBYE, tool: disqualify('not Ada', 'wrong_person') }),
      optOutScope: 'sms',
    });
    expect(await world.run()).toEqual({ kind: 'skip', reason: 'opted_out' });
    expect(world.optOut).toHaveBeenCalledWith(
      expect.objectContaining({ words: 'not Ada', scope: 'all' }),
      NOON_IN_NEW_YORK,
    );
    saidNothing(world);
  });

  it('is none where texts are wanted in place of calls', async () => {
    const world = replying({
      begun: turnOf(["Don't call me, text me. But I bought one already"]),
      answer: answered({
        text: GOODBYE,
        tool: disqualify('I bought one already', 'already_bought'),
      }),
    });
    expect(await world.run()).toEqual({ kind: 'done' });
    expect(world.finish).toHaveBeenCalledTimes(1);
    expect(world.optOut).not.toHaveBeenCalled();
  });
});
