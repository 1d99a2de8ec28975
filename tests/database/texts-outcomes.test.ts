import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TextOutcome } from '@ringback/shared/db/texts/text-analyses.ts';
import { ANA, later } from '@ringback/testing/database-world.ts';
import { startTextsWorld, type TextsWorld } from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

/** A conversation in which the lead wrote, and which is over: one text of ours, one of theirs. */
async function ended(said = 'Yes, tell me more.') {
  const lead = await world.planned();
  await world.sent(lead.message_id);
  await world.inbound.receive(world.inboundText(lead.phone, { body: said }), later(60));
  return { ...lead, ...(await endedAgain(lead.conversation_id, 120)) };
}

async function endedAgain(conversationId: string, seconds: number) {
  await world.conversations.end(
    { conversation_id: conversationId, reason: 'idle' },
    later(seconds),
  );
  const row = await world.conversations.find(conversationId);
  if (!row?.ended_at) throw new Error('expected it to be over');
  return { ended_at: row.ended_at };
}

const found = (about: { conversation_id: string; ended_at: string }, change = {}): TextOutcome => ({
  conversation_id: about.conversation_id,
  ended_at: about.ended_at,
  status: 'done',
  outcome: 'qualified',
  outcome_quote: 'tell me more',
  outcome_turn: 2,
  summary: 'Interested.',
  sentiment: 'positive',
  facts: [],
  dropped: [],
  next_action: { kind: 'callback', quote: 'call me at three', turn: 2 },
  decided_by: 'model',
  model: 'm',
  failure: null,
  usage: null,
  callback: null,
  opt_out: null,
  ...change,
});

const analysesOf = (id: string) =>
  world.exec(`select status, outcome from conversation_analyses where conversation_id = '${id}'`);
const callsOf = (phone: string) =>
  world.exec(
    `select id, origin, status, priority, run_at, metadata from calls where lead_phone = '${phone}'`,
  );

describe('what a judge of texts is given', () => {
  it('is every text that came or went, in order, with the lead and what was booked', async () => {
    const { conversation_id, phone } = await ended();
    await expect(world.textAnalyses.load(conversation_id)).resolves.toMatchObject({
      conversation: { id: conversation_id, end_reason: 'idle' },
      lead: { phone },
      messages: [
        { seq: 1, author: 'campaign', body: 'Hello there.' },
        { seq: 2, author: 'lead', body: 'Yes, tell me more.', opt_out: { kind: 'none' } },
      ],
      judged_at: null,
      judged_status: null,
      booked: false,
    });
  });

  it('holds no draft that never left', async () => {
    const lead = await world.planned();
    await world.sent(lead.message_id);
    const { phone, conversation_id } = lead;
    await world.inbound.receive(world.inboundText(phone), later(60));
    const human = { message_id: randomUUID(), client_message_id: 'c1', body: 'Draft', actor: ANA };
    await world.conversations.write({ conversation_id, ...human }, later(61));
    const known = await world.textAnalyses.load(conversation_id);
    expect(known?.messages.map(({ author }) => author)).toEqual(['campaign', 'lead']);
  });

  it('is nothing for a conversation that is gone', async () => {
    await expect(world.textAnalyses.load(randomUUID())).resolves.toBeNull();
  });
});

describe('what was found about an ending', () => {
  it('stands on the conversation and on the lead, once, however often it is said', async () => {
    const about = await ended();
    const first = await world.textAnalyses.record(found(about), later(130));
    const second = await world.textAnalyses.record(found(about), later(140));
    expect(first).toMatchObject({ result: 'saved', callback_id: null });
    expect(second).toEqual(first);
    expect(await analysesOf(about.conversation_id)).toEqual([
      { status: 'done', outcome: 'qualified' },
    ]);
    const row = await world.conversations.find(about.conversation_id);
    expect(row).toMatchObject({ conversion_status: 'qualified', ended_at: about.ended_at });
    await expect(world.leads.findByPhone(about.phone)).resolves.toMatchObject({
      outcome: 'qualified',
    });
  });

  it('says nothing any more once the lead has written again', async () => {
    const about = await ended();
    await world.inbound.receive(world.inboundText(about.phone, { body: 'Oh, wait' }), later(125));
    const refused = found(about, { opt_out: { words: 'tell me more' } });
    const late = await world.textAnalyses.record(refused, later(130));
    expect(late).toEqual({ result: 'moved_on' });
    expect(await analysesOf(about.conversation_id)).toEqual([]);
    expect(await world.suppressions.has(about.phone, 'sms')).toBe(false);
    const row = await world.conversations.find(about.conversation_id);
    expect(row).toMatchObject({ owner: 'ai', ended_at: null });
  });

  it('gives way to what is found about the next ending, which the sweep asks for', async () => {
    const about = await ended();
    const { conversation_id } = about;
    await world.textAnalyses.record(found(about), later(130));
    expect(await world.conversations.unanalysed(later(200), 500)).not.toContain(conversation_id);

    await world.inbound.receive(world.inboundText(about.phone, { body: 'Sorry, no' }), later(300));
    const again = await endedAgain(conversation_id, 400);
    expect(await world.conversations.unanalysed(later(500), 500)).toContain(conversation_id);
    const stale = await world.textAnalyses.record(found(about), later(500));
    expect(stale).toEqual({ result: 'moved_on' });

    const next = found({ conversation_id, ...again }, { outcome: 'unqualified' });
    const saved = await world.textAnalyses.record(next, later(510));
    expect(saved).toMatchObject({ result: 'saved' });
    expect(await analysesOf(conversation_id)).toEqual([{ status: 'done', outcome: 'unqualified' }]);
    expect(await world.conversations.unanalysed(later(600), 500)).not.toContain(conversation_id);
  });

  it('closes the number where it is a refusal', async () => {
    const about = await ended('I would rather you lost my details');
    const words = 'lost my details';
    const refusal = found(about, { outcome: 'discarded', opt_out: { words } });
    await world.textAnalyses.record(refusal, later(130));
    expect(await world.suppressions.has(about.phone, 'sms')).toBe(true);
    expect(await world.suppressions.has(about.phone, 'voice')).toBe(true);
  });

  it('is told to nobody where the conversation is gone', async () => {
    const about = { conversation_id: randomUUID(), ended_at: later(1).toISOString() };
    await expect(world.textAnalyses.record(found(about), later(2))).resolves.toEqual({
      result: 'gone',
    });
  });
});

describe('the call that a lead asked for in a text', () => {
  const callback = { run_at: later(7_200).toISOString() };

  it('is planned once, with the asking as its consent and its reason on record', async () => {
    const about = await ended('Please call me at three');
    const first = await world.textAnalyses.record(found(about, { callback }), later(130));
    const second = await world.textAnalyses.record(found(about, { callback }), later(140));
    expect(second).toEqual(first);
    const calls = await callsOf(about.phone);
    expect(calls).toEqual([
      expect.objectContaining({
        origin: 'callback',
        status: 'scheduled',
        priority: 'high',
        metadata: {
          conversation_id: about.conversation_id,
          asked_seq: 2,
          asked_for: expect.stringContaining('T'),
        },
      }),
    ]);
    expect(calls[0]?.['id']).toBe(first.result === 'saved' && first.callback_id);
    const consents = await world.exec(
      `select channel, kind, text from consents
       where phone = '${about.phone}' and source = 'asked_by_text'`,
    );
    expect(consents).toEqual([{ channel: 'call', kind: 'express', text: 'call me at three' }]);
    const decisions = await world.exec(
      `select verdict, rule from contact_decisions where call_id = '${calls[0]?.['id']}'`,
    );
    expect(decisions).toEqual([{ verdict: 'hold', rule: 'callback_requested' }]);
  });

  it('is found by the sweep of calls when it is due', async () => {
    const about = await ended('Please call me at three');
    await world.textAnalyses.record(found(about, { callback }), later(130));
    const [call] = await callsOf(about.phone);
    const { due } = await world.calls.lostWork(0, later(7_201), 500);
    expect(due.map(({ id }) => id)).toContain(call?.['id']);
  });

  it('is not planned twice where the same words are read again at the next ending', async () => {
    const about = await ended('Please call me at three');
    await world.textAnalyses.record(found(about, { callback }), later(130));
    await world.inbound.receive(world.inboundText(about.phone, { body: 'Thanks' }), later(300));
    const again = await endedAgain(about.conversation_id, 400);
    const next = found({ conversation_id: about.conversation_id, ...again }, { callback });
    await world.textAnalyses.record(next, later(500));
    expect(await callsOf(about.phone)).toHaveLength(1);
  });

  it('gives way to the one that the lead asked for later', async () => {
    const about = await ended('Please call me at three');
    await world.textAnalyses.record(found(about, { callback }), later(130));
    await world.inbound.receive(world.inboundText(about.phone, { body: 'Or at four' }), later(300));
    const again = await endedAgain(about.conversation_id, 400);
    const wish = { kind: 'callback', quote: 'Or at four', turn: 3 };
    const next = found(
      { conversation_id: about.conversation_id, ...again },
      { callback: { run_at: later(10_800).toISOString() }, next_action: wish },
    );
    const saved = await world.textAnalyses.record(next, later(500));
    const calls = await callsOf(about.phone);
    const statuses = Object.fromEntries(calls.map(({ id, status }) => [String(id), status]));
    expect(Object.values(statuses).sort()).toEqual(['canceled', 'scheduled']);
    const newer = saved.result === 'saved' ? String(saved.callback_id) : '';
    expect(statuses[newer]).toBe('scheduled');
  });

  it('is not planned for a number that may not be called', async () => {
    const about = await ended('Please call me at three');
    const blocked = {
      phone: about.phone,
      scope: 'voice' as const,
      source: 'api',
      words: 'no calls',
    };
    await world.suppressions.add(blocked, later(125));
    const saved = await world.textAnalyses.record(found(about, { callback }), later(130));
    expect(saved).toMatchObject({ result: 'saved', callback_id: null });
    expect(await callsOf(about.phone)).toEqual([]);
  });
});
