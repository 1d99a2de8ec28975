import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createChats } from '@ringback/shared/db/texts/chats.ts';
import type { OptOutScope } from '@ringback/shared/domain/opt-out/scope.ts';
import { later, NOON } from '@ringback/testing/database-world.ts';
import {
  OUR_NUMBER,
  startTextsWorld,
  type TextsWorld,
  textSid,
} from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

const NO_CALLS = "Don't call me, text me instead";
const found = (scope: OptOutScope, words = NO_CALLS) =>
  ({ kind: 'opt_out', rule: 'prefers_texts', words, scope }) as const;
const blocks = async (phone: string) => ({
  texts: await world.suppressions.has(phone, 'sms'),
  calls: await world.suppressions.has(phone, 'voice'),
});
const ONLY_CALLS = { texts: false, calls: true };
const ONLY_TEXTS = { texts: true, calls: false };

describe('a lead who wants texts in place of calls', () => {
  const asked = (phone: string, at = later(5)) =>
    world.inbound.receive(
      world.inboundText(phone, {
        body: NO_CALLS,
        opt_out: found('voice'),
        notice: { message_id: randomUUID(), body: 'Never to be said.' },
      }),
      at,
    );

  it('is not called any more, and is answered like anybody else, in the same step', async () => {
    const lead = await world.planned();
    const call = world.newCall({ to: lead.phone });
    await world.calls.schedule(call, NOON);
    const came = await asked(lead.phone);
    expect(came).toMatchObject({
      suppressed: false,
      notice_id: null,
      message: { opt_out: { kind: 'opt_out', scope: 'voice' } },
      conversation: { owner: 'ai', ended_at: null, reply_due_at: expect.any(String) },
    });
    expect(await blocks(lead.phone)).toEqual(ONLY_CALLS);
    expect(await world.calls.get(call.id)).toMatchObject({ status: 'canceled' });
    expect(await world.leads.findByPhone(lead.phone)).not.toMatchObject({
      lead_status: 'do_not_contact',
    });
    const begun = await world.replies.begin(lead.conversation_id, 60_000, later(60));
    expect(begun).toMatchObject({ verdict: 'go', suppressed: false });
  });

  it('keeps the consent to be texted', async () => {
    const lead = await world.planned();
    for (const channel of ['text', 'call'] as const) {
      await world.consents.add(lead.lead.id, { channel, kind: 'express' }, NOON);
    }
    await asked(lead.phone);
    const standing = (await world.consents.ofPhone(lead.phone))
      .filter(({ revoked_at }) => revoked_at === null)
      .map(({ channel }) => channel);
    expect(standing).toContain('text');
    expect(standing).not.toContain('call');
  });

  it('opens a conversation that had ended', async () => {
    const lead = await world.planned();
    const id = lead.conversation_id;
    await world.conversations.end({ conversation_id: id, reason: 'silent' }, later(1));
    expect(await asked(lead.phone)).toMatchObject({ reopened: true });
  });

  it('is not answered where texts were refused before', async () => {
    const lead = await world.planned();
    await world.inbound.receive(world.stopText(lead.phone), later(1));
    expect(await asked(lead.phone)).toMatchObject({
      suppressed: true,
      reopened: false,
      conversation: { owner: 'closed', reply_due_at: null },
    });
    expect(await blocks(lead.phone)).toEqual({ texts: true, calls: true });
  });

  it('may still opt out of everything, and that is confirmed', async () => {
    const lead = await world.planned();
    await asked(lead.phone);
    const stop = world.stopText(lead.phone);
    const came = await world.inbound.receive(stop, later(9));
    expect(came).toMatchObject({
      notice_id: stop.notice?.message_id,
      conversation: { end_reason: 'opted_out', end_evidence: { scope: 'all' } },
    });
    expect(await blocks(lead.phone)).toEqual({ texts: true, calls: true });
  });

  it('is one with the words of a chat that another agent leads', async () => {
    const from = world.number();
    await createChats(world.db).record(
      {
        provider: 'retell',
        chat_id: 'chat-1',
        from,
        to: OUR_NUMBER,
        messages: [
          {
            message_id: randomUUID(),
            provider_sid: textSid('chat'),
            role: 'user',
            body: NO_CALLS,
            opt_out: found('voice'),
          },
        ],
      },
      NOON,
    );
    expect(await blocks(from)).toEqual(ONLY_CALLS);
  });

  it('is one also where a model or a judge finds it later', async () => {
    const lead = await world.planned();
    const wish = {
      conversation_id: lead.conversation_id,
      scope: 'voice',
      words: NO_CALLS,
    } as const;
    const confirmation = { message_id: randomUUID(), body: 'Never to be said.' };
    const first = await world.inbound.optOut({ ...wish, confirmation }, later(1));
    const again = await world.inbound.optOut({ ...wish, confirmation }, later(2));
    expect([first?.is_new, first?.notice_id, again?.is_new]).toEqual([true, null, false]);
    expect(await blocks(lead.phone)).toEqual(ONLY_CALLS);
    expect(await world.conversations.find(lead.conversation_id)).toMatchObject({ ended_at: null });
  });
});

describe('a lead who wants calls in place of texts', () => {
  it('is not texted any more, and a call stays planned', async () => {
    const lead = await world.planned();
    const call = world.newCall({ to: lead.phone });
    await world.calls.schedule(call, NOON);
    const stop = world.stopText(lead.phone, { opt_out: found('sms', 'stop texting, call me') });
    const came = await world.inbound.receive(stop, later(5));
    expect(came).toMatchObject({
      suppressed: true,
      notice_id: stop.notice?.message_id,
      conversation: { end_reason: 'opted_out', end_evidence: { scope: 'sms' } },
    });
    expect(await blocks(lead.phone)).toEqual(ONLY_TEXTS);
    expect(await world.calls.get(call.id)).toMatchObject({ status: 'scheduled' });
  });

  it('who then refuses everything gets no second confirmation', async () => {
    const phone = world.number();
    await world.inbound.receive(world.stopText(phone, { opt_out: found('sms') }), NOON);
    const came = await world.inbound.receive(world.stopText(phone), later(5));
    expect(came.notice_id).toBeNull();
    expect(await blocks(phone)).toEqual({ texts: true, calls: true });
  });
});

describe('what an analysis closes', () => {
  const analysis = (scope: OptOutScope) => ({
    status: 'done' as const,
    outcome: 'discarded' as const,
    outcome_quote: NO_CALLS,
    outcome_turn: 1,
    summary: null,
    sentiment: null,
    facts: [],
    dropped: [],
    next_action: null,
    decided_by: 'model' as const,
    model: 'm',
    failure: null,
    usage: null,
    opt_out: { words: NO_CALLS, scope },
  });

  it.each([
    ['voice', ONLY_CALLS],
    ['sms', ONLY_TEXTS],
    ['all', { texts: true, calls: true }],
  ] as const)('is %s, for a call and for texts', async (scope, expected) => {
    const call = world.newCall({ to: world.number() });
    await world.calls.schedule(call, NOON);
    await world.analyses.save({ call_id: call.id, callback: null, ...analysis(scope) }, later(9));
    expect(await blocks(call.to)).toEqual(expected);

    const lead = await world.planned();
    await world.textAnalyses.save(
      { conversation_id: lead.conversation_id, ...analysis(scope) },
      later(9),
    );
    expect(await blocks(lead.phone)).toEqual(expected);
  });
});
