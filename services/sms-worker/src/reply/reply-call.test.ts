import { describe, expect, it } from '@jest/globals';
import { NOON_IN_NEW_YORK } from '@ringback/shared/testing/rows.ts';
import {
  agentOfText,
  CONVERSATION_ID,
  inboundRow,
  turnOf,
} from '@ringback/shared/testing/text-rows.ts';
import { answered, handedOverFor, replying, saidNothing, wish } from '../testing/replying.ts';

const PROMISE = 'Sure, we will call you as soon as we can.';
const call = (words: string, at_local?: string) =>
  wish('call_lead', { words, ...(at_local && { at_local }) });
const agent = agentOfText({ tools: ['request_callback'] });

describe('a lead that asks to be called', () => {
  it('gets the call and the word that promises it in one step', async () => {
    const { replies, answerWithCall, sendSoon, count, run } = replying({
      begun: turnOf(['Can you call me?']),
      answer: answered({ text: PROMISE, tool: call('Can you call me') }),
    });
    expect(await run()).toEqual({ kind: 'done' });
    expect(answerWithCall).toHaveBeenCalledWith(
      {
        conversation_id: CONVERSATION_ID,
        fence: 1,
        in_reply_to_seq: 1,
        message_id: 'id-1',
        body: PROMISE,
        call: { seq: 1, quote: 'Can you call me', run_at: null },
      },
      NOON_IN_NEW_YORK,
    );
    expect(sendSoon).toHaveBeenCalledWith('id-1');
    expect(count.inc).toHaveBeenCalledWith({ outcome: 'planned' });
    expect(replies.saveDraft).not.toHaveBeenCalled();
  });

  it('may name the time', async () => {
    const said = 'call me tomorrow at 3';
    const { answerWithCall, run } = replying({
      begun: turnOf([said]),
      answer: answered({
        text: 'We will call you tomorrow at 3.',
        tool: call(said, '2026-11-21T15:00'),
      }),
    });
    await run();
    expect(answerWithCall.mock.calls[0]?.[0].call.run_at).toBe('2026-11-21T20:00:00.000Z');
  });

  it.each([
    ['words that nobody wrote', call('ring me'), 'call_no_such_words'],
    ['a time that is over', call('call me', '2026-11-20T09:00'), 'call_no_such_time'],
    [
      'a time that is none',
      wish('call_lead', { words: 'call me', at_local: 'soon' }),
      'tool_misused',
    ],
  ])('is promised nothing on %s: a person gets it', async (_what, tool, reason) => {
    const world = replying({
      begun: turnOf(['Can you call me?']),
      answer: answered({ text: PROMISE, tool }),
    });
    await world.run();
    handedOverFor(world, reason);
  });

  it('is promised nothing where calls were closed meanwhile: the next turn knows it', async () => {
    const world = replying({
      begun: turnOf(['Can you call me?']),
      answer: answered({ text: PROMISE, tool: call('call me') }),
      noCall: 'calls_closed',
    });
    expect(await world.run()).toMatchObject({ kind: 'snooze' });
    expect(world.replies.release).toHaveBeenCalledTimes(1);
    expect(world.sendSoon).not.toHaveBeenCalled();
  });

  it('is promised nothing on words that a call was made for already', async () => {
    const world = replying({
      begun: turnOf(['Can you call me?']),
      answer: answered({ text: PROMISE, tool: call('call me') }),
      noCall: 'answered',
    });
    await world.run();
    expect(world.replies.handOver).toHaveBeenCalledWith(
      expect.objectContaining({ reason: 'call_answered' }),
      NOON_IN_NEW_YORK,
    );
    expect(world.sendSoon).not.toHaveBeenCalledWith('id-1');
  });

  it('is told nothing when it has written again meanwhile', async () => {
    const { sendSoon, run } = replying({
      begun: turnOf(['Can you call me?']),
      answer: answered({ text: PROMISE, tool: call('call me') }),
      saved: 'suppressed',
    });
    expect(await run()).toEqual({ kind: 'skip', reason: 'newer_inbound' });
    expect(sendSoon).not.toHaveBeenCalled();
  });
});

describe('the tool that calls', () => {
  const offered = async (change: Parameters<typeof turnOf>[1]) => {
    const { reply, run } = replying({ begun: turnOf(['hi'], change) });
    await run();
    return reply.mock.calls[0]?.[0];
  };

  it('is on offer where the agent may call back and the number may be called', async () => {
    expect((await offered({ agent }))?.tools).toContain('call_lead');
    expect((await offered({ agent, calls_closed: true }))?.tools).not.toContain('call_lead');
    const silent = agentOfText({ tools: [] });
    expect((await offered({ agent: silent }))?.tools).not.toContain('call_lead');
  });

  it('comes with the call that is planned already', async () => {
    const request = await offered({ agent, next_call: { run_at: '2026-11-21T20:00:00Z' } });
    expect(request?.agent.goal).toContain('A call is already planned for: 2026-11-21T15:00.');
  });
});

describe('a promise that nobody would keep', () => {
  it.each([
    ['no tool', null],
    ['a tool that does something else', wish('update_lead', { name: 'Ada King' })],
  ])('does not leave with %s', async (_what, tool) => {
    const world = replying({
      begun: turnOf(['I am Ada King. When will I hear from you?']),
      answer: answered({ text: 'We will call you tomorrow.', tool }),
    });
    await world.run();
    handedOverFor(world, 'guard_call_promise');
  });

  it('is none while a call waits', async () => {
    const world = replying({
      begun: turnOf(['ok thanks'], { next_call: { run_at: '2026-11-21T20:00:00Z' } }),
      answer: answered({ text: 'Great, we will call you tomorrow at three.' }),
    });
    expect(await world.run()).toEqual({ kind: 'done' });
  });

  it('is one for this minute while the call waits for tomorrow', async () => {
    const said = 'call me tomorrow at 3';
    const world = replying({
      begun: turnOf([said]),
      answer: answered({
        text: 'We will call you right away!',
        tool: call(said, '2026-11-21T15:00'),
      }),
    });
    await world.run();
    handedOverFor(world, 'guard_call_promise');
  });
});

describe('a refusal of texts that a model finds', () => {
  it.each([
    ['Stop texting me, call me instead', true],
    ['Stop texting me', undefined],
  ])('("%s") asks for a call: %s', async (said, wantsCall) => {
    const world = replying({
      begun: turnOf([said]),
      answer: answered({ text: null, tool: wish('stop', { words: 'Stop texting me' }) }),
    });
    expect(await world.run()).toEqual({ kind: 'skip', reason: 'opted_out' });
    const [found] = world.optOut.mock.calls[0] ?? [];
    expect(found).toMatchObject({ message_id: inboundRow(1, '').message_id });
    expect(found?.wants_call).toBe(wantsCall);
    saidNothing(world);
  });
});
