import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createFinishConversation } from '@ringback/shared/db/texts/finish-conversation.ts';
import type { Outcome } from '@ringback/shared/domain/outcome.ts';
import { later } from '@ringback/testing/database-world.ts';
import { startTextsWorld, type TextsWorld } from '@ringback/testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

/** A lead who has written, and whom somebody answers. */
async function talking() {
  const lead = await world.planned();
  await world.sent(lead.message_id);
  await world.inbound.receive(world.inboundText(lead.phone), later(10));
  return { ...lead, id: lead.conversation_id };
}

async function closed(id: string, outcome?: Outcome, named?: string, at = later(30)) {
  const said = outcome ? { outcome } : {};
  const evidence = { by: 'ana', ...said, ...(named ? { outcome: named } : {}) };
  const ending = { conversation_id: id, reason: 'closed_by_staff', evidence, ...said };
  await world.conversations.end(ending, at);
}

/** What a judge makes of the words of the ending, who does not care what stands; null: it cannot tell. */
async function judged(id: string, outcome: Outcome | null) {
  const ended = await world.conversations.find(id);
  const nothing = { summary: '', sentiment: null, facts: [], dropped: [], next_action: null };
  const found = outcome
    ? { status: 'done' as const, outcome_quote: 'Yes', outcome_turn: 2, failure: null }
    : { status: 'needs_review' as const, outcome_quote: null, outcome_turn: null, failure: 'x' };
  const saved = await world.textAnalyses.record(
    {
      ...{ conversation_id: id, ended_at: ended?.ended_at ?? '', outcome, ...found, ...nothing },
      ...{ decided_by: outcome ? 'model' : 'nobody', model: null, usage: null },
      ...{ callback: null, opt_out: null },
    },
    later(60),
  );
  expect(saved.result).toBe('saved');
}

/** As the conversation, its lead and its analysis have it. */
const outcomesOf = async (id: string) =>
  (
    await world.exec(`select v.conversion_status, l.outcome, a.outcome as judged
      from sms_conversations v join leads l on l.id = v.lead_id
      join conversation_analyses a on a.conversation_id = v.id where v.id = '${id}'`)
  ).map((row) => [row['conversion_status'], row['outcome'], row['judged']])[0];

const standsOf = async (id: string) => (await world.textAnalyses.load(id))?.stands;

/** Whatever a judge says, all three rows keep the outcome. */
async function expectStanding(id: string, outcome: Outcome, decided_by: 'rules' | 'staff') {
  expect(await standsOf(id)).toBe(outcome);
  const others: (Outcome | null)[] = ['escalated', 'qualified', null];
  for (const other of others) {
    await judged(id, other);
    expect(await outcomesOf(id)).toEqual([outcome, outcome, outcome]);
    expect(
      await world.exec(`select status, outcome_quote, outcome_turn, decided_by, failure
        from conversation_analyses where conversation_id = '${id}'`),
    ).toEqual([
      { status: 'done', outcome_quote: null, outcome_turn: null, decided_by, failure: null },
    ]);
  }
  // A judge who agrees keeps its words.
  await judged(id, outcome);
  expect(
    await world.exec(`select outcome_quote, outcome_turn, decided_by
      from conversation_analyses where conversation_id = '${id}'`),
  ).toEqual([{ outcome_quote: 'Yes', outcome_turn: 2, decided_by: 'model' }]);
}

describe('an outcome that is known stands, whatever is read out of the words', () => {
  it('a goal that was reached', async () => {
    const { id } = await talking();
    const begun = await world.replies.begin(id, 60_000, later(20));
    if (begun.verdict !== 'go') throw new Error(begun.verdict);
    const { fence, in_reply_to_seq } = begun;
    await createFinishConversation(world.db)(
      {
        ...{ conversation_id: id, fence, in_reply_to_seq, message_id: randomUUID() },
        ...{ body: 'Booked.', outcome: 'success', reason: 'goal_reached' },
        appointment: { starts_at: later(86_400).toISOString(), words: 'tomorrow' },
      },
      later(21),
    );
    await expectStanding(id, 'success', 'rules');
  });

  it('what a person said who closed it', async () => {
    const { id } = await talking();
    await closed(id, 'unqualified');
    await expectStanding(id, 'unqualified', 'staff');
  });

  it('but a person who said nothing leaves it to the words, and so does a later ending', async () => {
    const open = await talking();
    await closed(open.id);
    expect(await standsOf(open.id)).toBeNull();
    await judged(open.id, 'qualified');
    expect(await outcomesOf(open.id)).toEqual(['qualified', 'qualified', 'qualified']);

    const again = await talking();
    await closed(again.id, 'unqualified');
    await world.inbound.receive(world.inboundText(again.phone), later(40));
    const silence = { conversation_id: again.id, reason: 'silent' };
    await world.conversations.end(silence, later(50));
    expect(await standsOf(again.id)).toBeNull();
    await judged(again.id, 'qualified');
    expect(await outcomesOf(again.id)).toEqual(['qualified', 'qualified', 'qualified']);
  });

  it('nor does one stand that a person named and that does not exist', async () => {
    const { id, phone } = await talking();
    await closed(id, 'unqualified');
    await world.inbound.receive(world.inboundText(phone), later(40));
    await closed(id, undefined, 'great', later(50));
    expect((await world.conversations.find(id))?.conversion_status).toBe('unqualified');
    expect(await standsOf(id)).toBeNull();
    await judged(id, 'qualified');
    expect(await outcomesOf(id)).toEqual(['qualified', 'qualified', 'qualified']);
  });

  it('nor one that the words of the lead bore out, or the silence after them', async () => {
    for (const [reason, outcome] of [
      ['disqualified', 'unqualified'],
      ['silent', 'escalated'],
    ] as const) {
      const { id } = await talking();
      await world.conversations.end({ conversation_id: id, reason, outcome }, later(30));
      expect(await standsOf(id)).toBeNull();
      await judged(id, 'qualified');
      expect(await outcomesOf(id)).toEqual(['qualified', 'qualified', 'qualified']);
    }
  });
});

describe('contact that is refused by voice, or by the operator', () => {
  const spoken = (phone: string, scope: 'all' | 'sms' | 'voice') =>
    world.suppressions.add({ phone, scope, source: 'spoken', words: 'leave me alone' }, later(40));

  it.each(['all', 'sms'] as const)('(%s) ends what was talked of in texts', async (scope) => {
    const { id, phone } = await talking();
    await spoken(phone, scope);
    expect(await world.conversations.find(id)).toMatchObject({
      owner: 'closed',
      end_reason: 'opted_out',
      conversion_status: 'discarded',
      end_evidence: { words: 'leave me alone', source: 'spoken', scope },
    });
    await expectStanding(id, 'discarded', 'rules');
  });

  it('for calls only lets the texts go on', async () => {
    const { id, phone } = await talking();
    await spoken(phone, 'voice');
    expect(await world.conversations.find(id)).toMatchObject({ owner: 'ai', ended_at: null });
  });
});

it('an opt-out in one conversation ends those with our other numbers, too', async () => {
  const { id, phone } = await talking();
  const other = await world.inbound.receive(
    world.inboundText(phone, { to: '+12025559111' }),
    later(20),
  );
  await world.inbound.receive(world.stopText(phone), later(30));
  for (const one of [id, other.conversation.id]) {
    expect(await world.conversations.find(one)).toMatchObject({
      end_reason: 'opted_out',
      conversion_status: 'discarded',
    });
  }
});
