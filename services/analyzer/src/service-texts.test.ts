import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { later } from '@ringback/testing/database-world.ts';
import { startTextsWorld, type TextsWorld } from '@ringback/testing/texts-world.ts';
import { type RunningAnalyzer, startRunningAnalyzer } from './testing/running-analyzer.ts';

let world: TextsWorld;
let analyzer: RunningAnalyzer;
let clock = later(600);

beforeAll(async () => {
  world = await startTextsWorld();
  analyzer = await startRunningAnalyzer(world, {
    queuePrefix: '{analyzer-texts-test}',
    now: () => clock,
  });
});

afterAll(async () => {
  await analyzer?.stop();
  await world?.stop();
});

/** A conversation that a campaign began, in which the lead wrote this, and which is over. */
async function ended(...said: string[]) {
  const lead = await world.planned();
  await world.sent(lead.message_id);
  for (const [index, body] of said.entries()) {
    await world.inbound.receive(world.inboundText(lead.phone, { body }), later(60 + index));
  }
  await end(lead.conversation_id, 120);
  return lead;
}

const end = (conversationId: string, seconds: number) =>
  world.conversations.end({ conversation_id: conversationId, reason: 'idle' }, later(seconds));

/** Runs the job to its end and gives back what was saved. */
async function analyzed(conversationId: string, run?: string) {
  await analyzer.analyze({ conversationId, run });
  const [row] = await world.exec(
    `select * from conversation_analyses where conversation_id = '${conversationId}'`,
  );
  return row;
}

describe('the analyzer of texts, on a real queue and a real database', () => {
  it('labels a conversation with the words that prove it', async () => {
    const lead = await ended('I am still looking. My budget is about 20 thousand dollars.');
    expect(await analyzed(lead.conversation_id)).toMatchObject({
      channel: 'text',
      status: 'done',
      outcome: 'qualified',
      outcome_turn: 2,
      decided_by: 'model',
      facts: expect.arrayContaining([expect.objectContaining({ field: 'budget', turn: 2 })]),
    });
    const row = await world.conversations.find(lead.conversation_id);
    expect(row).toMatchObject({ conversion_status: 'qualified', end_reason: 'idle' });
    const known = await world.leads.findByPhone(lead.phone);
    expect(known).toMatchObject({ outcome: 'qualified' });
  });

  it('plans the call that the lead asked for', async () => {
    const lead = await ended('Can you call me back tomorrow at three?');
    expect(await analyzed(lead.conversation_id)).toMatchObject({ status: 'done' });
    const calls = await world.exec(
      `select origin, run_at from calls where lead_phone = '${lead.phone}'`,
    );
    expect(calls).toEqual([expect.objectContaining({ origin: 'callback' })]);
    // The number is from Washington: three in the afternoon there.
    expect(new Date(String(calls[0]?.['run_at']))).toEqual(new Date('2026-11-21T20:00:00Z'));
  });

  it('closes the number of a lead whose refusal nobody had noticed, without asking a model', async () => {
    const lead = await ended('Please stop texting me.');
    // The world judges every text at once; this one nobody has.
    await world.exec(
      `update sms_messages set refusal_verdict = 'pending' where lead_phone = '${lead.phone}'
       and direction = 'inbound'`,
    );
    expect(await analyzed(lead.conversation_id)).toMatchObject({
      outcome: 'discarded',
      decided_by: 'rules',
    });
    expect(await world.suppressions.has(lead.phone, 'sms')).toBe(true);
  });

  it('judges anew what a late reply has opened and what then ended again', async () => {
    const lead = await ended('I am still looking.');
    const { conversation_id } = lead;
    expect(await analyzed(conversation_id)).toMatchObject({ outcome: 'qualified' });

    const said = 'No thanks, I already bought one.';
    await world.inbound.receive(world.inboundText(lead.phone, { body: said }), later(700));
    expect(await analyzed(conversation_id)).toMatchObject({ outcome: 'qualified' });

    await end(conversation_id, 900);
    clock = later(1_000);
    expect(await analyzed(conversation_id)).toMatchObject({
      outcome: 'unqualified',
      outcome_turn: 3,
    });
    const row = await world.conversations.find(conversation_id);
    expect(row).toMatchObject({ conversion_status: 'unqualified' });
  });

  it('leaves a label even when the model only talks nonsense, and asks again when told to', async () => {
    analyzer.faults({ responses: { wrong_enum: 1 } });
    const { conversation_id } = await ended('What does it cost?');
    expect(await analyzed(conversation_id)).toMatchObject({
      status: 'needs_review',
      outcome: null,
      failure: 'garbled: does not fit: outcome',
    });
    analyzer.faults({ responses: { wrong_enum: 0 } });
    expect(await analyzed(conversation_id, 'again')).toMatchObject({ outcome: 'qualified' });
  });

  it('drops what nobody wrote', async () => {
    analyzer.faults({ responses: { invented_quote: 1 } });
    const { conversation_id } = await ended('I am still looking, what does it cost?');
    expect(await analyzed(conversation_id)).toMatchObject({
      status: 'done',
      dropped: [{ field: 'budget', reason: 'the lead said no such words' }],
    });
    analyzer.faults({ responses: { invented_quote: 0 } });
  });
});
