import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DecisionRow } from '@ringback/shared/db/decisions.ts';
import { createDecisions } from '@ringback/shared/db/decisions.ts';
import { ANA, later, NOON } from '@ringback/testing/database-world.ts';
import { startTextsWorld, type TextsWorld, textStep } from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

const DAY = 86_400;
const CALL = { channel: 'call' as const, delay_seconds: 0, variants: [] };

/** What was decided about one text or call, oldest first. */
async function decided(lead: { lead: { id: number } }, about: Partial<DecisionRow>) {
  const all = await createDecisions(world.db).ofLead(lead.lead.id, 50);
  return all
    .filter(({ message_id, call_id }) =>
      about.message_id ? message_id === about.message_id : call_id === about.call_id,
    )
    .map(({ verdict, rule, channel }) => `${channel} ${verdict} ${rule}`)
    .reverse();
}

/** A lead whose campaign wants to call next. */
async function toBeCalled() {
  const lead = await world.arrived(await world.campaign([CALL, textStep('Missed you.', DAY)]));
  await world.messages.claimDue(0, NOON, 50);
  const [row] = await world.exec(`select id from calls where lead_phone = '${lead.phone}'`);
  return { ...lead, callId: String(row?.['id']) };
}

describe('what is taken back before it left says why', () => {
  it('the follow-up of a lead who replied', async () => {
    const lead = await world.planned();
    await world.inbound.receive(world.inboundText(lead.phone), later(10));
    expect(await decided(lead, { message_id: lead.message_id })).toEqual([
      'text deny lead_replied',
    ]);
  });

  it('the follow-up of a lead who is blocked, once however often that is said', async () => {
    const lead = await world.planned();
    const refusal = { phone: lead.phone, scope: 'all' as const, source: 'api' };
    await world.suppressions.add(refusal, later(10));
    await world.suppressions.add(refusal, later(20));
    expect(await decided(lead, { message_id: lead.message_id })).toEqual(['text deny opted_out']);
  });

  it('the draft over which a person wrote', async () => {
    const lead = await world.planned();
    await world.sent(lead.message_id);
    await world.inbound.receive(world.inboundText(lead.phone), later(10));
    const begun = await world.replies.begin(lead.conversation_id, 60_000, later(20));
    if (begun.verdict !== 'go') throw new Error(begun.verdict);
    const draft = randomUUID();
    const { fence, in_reply_to_seq } = begun;
    const reply = { conversation_id: lead.conversation_id, message_id: draft, body: 'Hello.' };
    await world.replies.saveDraft({ ...reply, fence, in_reply_to_seq }, later(21));
    const words = { message_id: randomUUID(), client_message_id: 'one', body: 'Ana.', actor: ANA };
    await world.conversations.write({ ...words, conversation_id: lead.conversation_id }, later(22));
    expect(await decided(lead, { message_id: draft })).toEqual(['text deny human_wrote']);
  });

  it('the call of a campaign that was halted, and of a lead who opted out', async () => {
    const replied = await toBeCalled();
    await world.inbound.receive(world.inboundText(replied.phone), later(10));
    expect(await decided(replied, { call_id: replied.callId })).toEqual([
      'call deny enrollment_paused',
    ]);
    const refused = await toBeCalled();
    const refusal = { phone: refused.phone, scope: 'all' as const, source: 'api' };
    await world.suppressions.add(refusal, later(10));
    expect(await decided(refused, { call_id: refused.callId })).toEqual(['call deny suppressed']);
  });

  it('nothing is said twice of what was refused with a reason of its own', async () => {
    const lead = await world.planned();
    const why = { rule: 'no_consent', reason: 'There is none.', evidence: {} };
    await world.messages.deny(lead.message_id, why, later(10));
    expect(await decided(lead, { message_id: lead.message_id })).toEqual(['text deny no_consent']);
  });

  it('a lead who is deleted takes it along', async () => {
    const lead = await toBeCalled();
    await world.leads.delete(lead.lead.id, later(10));
    const left = await world.exec(
      `select id from contact_decisions where call_id = '${lead.callId}'`,
    );
    expect(left).toEqual([]);
  });
});
