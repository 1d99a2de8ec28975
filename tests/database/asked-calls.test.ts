import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type AnswerWithCall,
  createAnswerWithCall,
} from '@ringback/shared/db/texts/answer-with-call.ts';
import { createChats } from '@ringback/shared/db/texts/chats.ts';
import type { InboundText } from '@ringback/shared/db/texts/inbound-texts.ts';
import { CLAIM, later, sid } from '@ringback/testing/database-world.ts';
import {
  OUR_NUMBER,
  startTextsWorld,
  type TextsWorld,
  textSid,
} from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
let answerWithCall: AnswerWithCall;
beforeAll(async () => {
  world = await startTextsWorld();
  answerWithCall = createAnswerWithCall(world.db);
});
afterAll(() => world.stop());

const ASKED = 'Can you call me?';
const callsOf = (phone: string) =>
  world.exec(
    `select id, status, origin, message, end_reason, metadata, run_at, agent_id is not null as led
     from calls where lead_phone = '${phone}' and direction = 'outbound' order by created_at, id`,
  );
const statusesOf = async (phone: string) => (await callsOf(phone)).map(({ status }) => status);

/** A lead who has written this to us; what the agent answers is up to the test. */
async function writes(body = ASKED, phone = world.number(), at = 0) {
  const came = await world.inbound.receive(world.inboundText(phone, { body }), later(at));
  const begun = await world.replies.begin(came.conversation.id, 45_000, later(at + 30));
  if (begun.verdict !== 'go') throw new Error(`expected a turn, got ${begun.verdict}`);
  const seq = begun.in_reply_to_seq;
  const promise = (runAt: Date | null = null, change: { seq?: number; quote?: string } = {}) => ({
    conversation_id: came.conversation.id,
    fence: begun.fence,
    message_id: randomUUID(),
    body: 'Sure, we will call you.',
    in_reply_to_seq: seq,
    call: { seq, quote: body, run_at: runAt?.toISOString() ?? null, ...change },
  });
  return { phone, begun, id: came.conversation.id, leadId: came.lead?.id ?? 0, promise };
}

/** The newest planned call rings, is answered, and is over. */
async function rings(phone: string, at: number) {
  const call = (await callsOf(phone)).findLast(({ status }) => status === 'scheduled');
  const id = String(call?.['id']);
  const begun = await world.calls.begin(id, CLAIM, later(at));
  if (begun.verdict !== 'go') throw new Error(`expected a dial, got ${begun.verdict}`);
  const callSid = sid(`a${id.slice(0, 8)}`);
  await world.calls.recordDialed(id, begun.fence, callSid, later(at + 1));
  const over = () =>
    world.calls.recordEvent(
      {
        ...{ provider: 'twilio', kind: 'status', call_id: id, call_sid: callSid },
        ...{ provider_status: 'completed', status: 'completed', sequence: 9 },
      },
      later(at + 60),
    );
  return { id, over };
}

describe('an answer that promises a call', () => {
  it('plans it in the same step, with the words as its reason and its consent', async () => {
    const { phone, id, leadId, promise } = await writes();
    const saved = await answerWithCall(promise(), later(31));
    expect(saved).toMatchObject({ result: 'planned', call_id: expect.any(String) });
    expect(await callsOf(phone)).toEqual([
      expect.objectContaining({
        id: saved.call_id,
        status: 'scheduled',
        origin: 'callback',
        message: 'The lead asked by text to be called.',
        metadata: { conversation_id: id, asked_seq: 1 },
        led: true,
      }),
    ]);
    const consents = await world.consents.ofPhone(phone);
    expect(consents).toContainEqual(
      expect.objectContaining({
        channel: 'call',
        kind: 'express',
        source: 'asked_by_text',
        text: ASKED,
        evidence: { conversation_id: id, seq: 1 },
        revoked_at: null,
      }),
    );
    const why = await world.exec(
      `select verdict, rule, evidence ->> 'quote' as quote from contact_decisions
       where lead_id = ${leadId} and call_id = '${saved.call_id}'`,
    );
    expect(why).toEqual([{ verdict: 'hold', rule: 'callback_requested', quote: ASKED }]);
    const { due } = await world.calls.lostWork(0, later(32), 500);
    expect(due.map((call) => call.id)).toContain(saved.call_id);
  });

  it('plans it once, however often it is said', async () => {
    const { phone, promise } = await writes();
    const word = promise();
    await answerWithCall(word, later(31));
    expect(await answerWithCall(word, later(32))).toMatchObject({ result: 'replayed' });
    expect(await statusesOf(phone)).toEqual(['scheduled']);
  });

  it('is told of the call at the next turn', async () => {
    const { phone, promise } = await writes();
    await answerWithCall(promise(later(9_000)), later(31));
    const { begun } = await writes('ok thanks', phone, 60);
    expect(begun).toMatchObject({ calls_closed: false });
    expect(Date.parse(begun.next_call?.run_at ?? '')).toBe(later(9_000).getTime());
  });

  it('promises nothing once the lead has written again', async () => {
    const { phone, promise } = await writes();
    await world.inbound.receive(world.inboundText(phone, { body: 'No, wait' }), later(31));
    expect(await answerWithCall(promise(), later(32))).toMatchObject({
      result: 'suppressed',
      reason: 'newer_inbound',
    });
    expect(await callsOf(phone)).toEqual([]);
  });

  it('says nothing and plans nothing where calls are closed, and that explains itself', async () => {
    const { phone, id, leadId, promise } = await writes();
    await world.suppressions.add({ phone, scope: 'voice', source: 'api' }, later(31));
    for (const seconds of [32, 33]) {
      expect(await answerWithCall(promise(), later(seconds))).toEqual({
        result: 'refused',
        reason: 'calls_closed',
      });
    }
    expect(await callsOf(phone)).toEqual([]);
    const replies = await world.exec(
      `select 1 from sms_messages where conversation_id = '${id}' and kind = 'reply'`,
    );
    expect(replies).toEqual([]);
    expect(await world.decisions(leadId)).toEqual([{ verdict: 'deny', rule: 'suppressed' }]);
    await world.replies.release(id, 1, later(34), later(34));
    const again = await world.replies.begin(id, 45_000, later(35));
    expect(again).toMatchObject({ verdict: 'go', calls_closed: true });
  });
});

describe('a lead that asks again', () => {
  it('while the call is about to ring gets one call', async () => {
    const { phone, promise } = await writes();
    const first = await answerWithCall(promise(), later(31));
    const again = await writes('Please call me!!', phone, 60);
    const second = await answerWithCall(again.promise(), later(91));
    expect(second).toMatchObject({ result: 'planned', call_id: first.call_id });
    expect(await statusesOf(phone)).toEqual(['scheduled']);
  });

  it('while it rings gets no second one', async () => {
    const { phone, promise } = await writes();
    await answerWithCall(promise(), later(31));
    const { id } = await rings(phone, 40);
    const again = await writes('call me', phone, 60);
    expect(await answerWithCall(again.promise(), later(91))).toMatchObject({ call_id: id });
    expect(await callsOf(phone)).toHaveLength(1);
  });

  it('for another time has its call moved', async () => {
    const { phone, promise } = await writes('call me at three');
    await answerWithCall(promise(later(9_000)), later(31));
    const again = await writes('make it four', phone, 60);
    const second = await answerWithCall(again.promise(later(12_600)), later(91));
    const calls = await callsOf(phone);
    expect(calls.map(({ status, end_reason: reason }) => [status, reason])).toEqual([
      ['canceled', 'newer_wish'],
      ['scheduled', null],
    ]);
    expect(calls[1]?.['id']).toBe(second.call_id);
    expect(Date.parse(String(calls[1]?.['run_at']))).toBe(later(12_600).getTime());
  });

  it('after the call gets another one on new words, and none on the old', async () => {
    const { phone, promise } = await writes();
    await answerWithCall(promise(), later(31));
    await (await rings(phone, 40)).over();
    const thanks = await writes('thanks for that', phone, 200);
    const stale = thanks.promise(null, { seq: 1, quote: ASKED });
    expect(await answerWithCall(stale, later(231))).toMatchObject({
      result: 'refused',
      reason: 'answered',
    });
    const again = await writes('We were cut off, call me again', phone, 300);
    expect(await answerWithCall(again.promise(), later(331))).toMatchObject({ result: 'planned' });
    expect(await statusesOf(phone)).toEqual(['completed', 'scheduled']);
  });

  it('is not called a second time by a judge who reads the same words', async () => {
    const { phone, id, promise } = await writes('call me at three');
    const first = await answerWithCall(promise(later(9_000)), later(31));
    await world.conversations.end({ conversation_id: id, reason: 'idle' }, later(100));
    const row = await world.conversations.find(id);
    const saved = await world.textAnalyses.record(
      {
        ...{ conversation_id: id, ended_at: row?.ended_at ?? '', status: 'done' },
        ...{ outcome: 'qualified', outcome_quote: null, outcome_turn: null, summary: null },
        ...{ sentiment: null, facts: [], dropped: [], decided_by: 'model', model: 'm' },
        ...{ failure: null, usage: null, opt_out: null },
        next_action: { kind: 'callback', quote: 'call me at three', turn: 1 },
        callback: { run_at: later(9_000).toISOString() },
      },
      later(120),
    );
    expect(saved).toMatchObject({ result: 'saved', callback_id: first.call_id });
    expect(await statusesOf(phone)).toEqual(['scheduled']);
  });
});

describe('"stop texting me, call me instead"', () => {
  const WISH = 'Stop texting me, call me instead';
  const refused = { kind: 'opt_out', rule: 'prefers_calls', words: WISH } as const;
  const instead = { ...refused, scope: 'sms', wants_call: true } as const;
  const asks = (phone: string, at: number, opt_out: InboundText['opt_out'] = instead) => {
    const stop = world.stopText(phone, { body: WISH, opt_out });
    return world.inbound.receive(stop, later(at));
  };

  it('closes texts, confirms it once, and plans the call, in the step that records it', async () => {
    const lead = await world.planned();
    const came = await asks(lead.phone, 5);
    expect(came).toMatchObject({
      suppressed: true,
      notice_id: expect.any(String),
      conversation: { end_reason: 'opted_out', end_evidence: { scope: 'sms' } },
    });
    expect(await callsOf(lead.phone)).toEqual([
      expect.objectContaining({
        status: 'scheduled',
        message: 'The lead asked by text to be called.',
        metadata: { conversation_id: came.conversation.id, asked_seq: came.message.seq },
      }),
    ]);
    expect(await world.suppressions.has(lead.phone, 'sms')).toBe(true);
    expect(await world.suppressions.has(lead.phone, 'voice')).toBe(false);
    const [consent] = await world.exec(
      `select text, revoked_at from consents
       where phone = '${lead.phone}' and source = 'asked_by_text'`,
    );
    expect(consent).toEqual({ text: WISH, revoked_at: null });
    await rings(lead.phone, 10);
  });

  it('told twice, or said twice, is one call and one confirmation', async () => {
    const lead = await world.planned();
    const stop = world.stopText(lead.phone, { body: WISH, opt_out: instead });
    await world.inbound.receive(stop, later(5));
    await world.inbound.receive(stop, later(6));
    const again = await asks(lead.phone, 7);
    expect(again.notice_id).toBeNull();
    expect(await statusesOf(lead.phone)).toEqual(['scheduled']);
  });

  it('plans nothing without a plain wish, and nothing where everything is closed', async () => {
    const lead = await world.planned();
    await asks(lead.phone, 5, { ...instead, wants_call: false });
    const all = await world.planned();
    await asks(all.phone, 5, { ...instead, scope: 'all' });
    expect([await callsOf(lead.phone), await callsOf(all.phone)]).toEqual([[], []]);
  });

  it('plans nothing for a number that is closed to calls, and says why', async () => {
    const lead = await world.planned();
    await world.suppressions.add({ phone: lead.phone, scope: 'voice', source: 'api' }, later(1));
    await asks(lead.phone, 5);
    expect(await callsOf(lead.phone)).toEqual([]);
    expect(await world.decisions(lead.lead.id)).toContainEqual({
      verdict: 'deny',
      rule: 'suppressed',
    });
  });

  it('followed by STOP to everything is not called', async () => {
    const lead = await world.planned();
    await asks(lead.phone, 5);
    await world.suppressions.add({ phone: lead.phone, scope: 'all', source: 'api' }, later(6));
    expect(await statusesOf(lead.phone)).toEqual(['canceled']);
  });

  it('plans the call also in a chat that another agent leads', async () => {
    const from = world.number();
    const sms = { message_id: randomUUID(), provider_sid: textSid('asked'), body: WISH };
    const chat = { provider: 'retell', chat_id: 'chat-asked', from, to: OUR_NUMBER };
    await createChats(world.db).record(
      { ...chat, messages: [{ ...sms, role: 'user', opt_out: instead }] },
      later(5),
    );
    expect(await statusesOf(from)).toEqual(['scheduled']);
  });

  it('plans the call also where a model finds the refusal later, once', async () => {
    const lead = await world.planned();
    const came = await world.inbound.receive(
      world.inboundText(lead.phone, { body: WISH }),
      later(5),
    );
    const found = {
      conversation_id: came.conversation.id,
      message_id: came.message.message_id,
      scope: 'sms' as const,
      words: WISH,
      wants_call: true,
    };
    await world.inbound.optOut(found, later(6));
    await world.inbound.optOut(found, later(7));
    expect(await statusesOf(lead.phone)).toEqual(['scheduled']);
  });
});

describe('the voice that calls', () => {
  it('knows the texts that the call was asked for in', async () => {
    const { phone, promise } = await writes('Is the blue one free? Can you call me?');
    await answerWithCall(promise(), later(31));
    const [call] = await callsOf(phone);
    const id = String(call?.['id']);
    await world.calls.begin(id, CLAIM, later(40));
    const callSid = sid('asked-voice');
    await world.calls.recordDialed(id, 1, callSid, later(41));
    const token = { callSid, tokenHash: 'asked', expiresAt: later(100) };
    await world.sessions.gate({ callId: id, ...token }, later(42));
    const opened = await world.sessions.open(callSid, 'asked', later(43));
    expect(opened).toMatchObject({
      call: { message: 'The lead asked by text to be called.' },
      texts: [
        { author: 'lead', body: 'Is the blue one free? Can you call me?' },
        { author: 'ai', body: 'Sure, we will call you.' },
      ],
    });
  });
});
