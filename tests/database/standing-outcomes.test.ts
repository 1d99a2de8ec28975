import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createFinishConversation } from '@ringback/shared/db/finish-conversation.ts';
import type { Outcome } from '@ringback/shared/domain/outcome.ts';
import { later } from './database-world.ts';
import { startTextsWorld, type TextsWorld } from './texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
}, 60_000);
afterAll(() => world.stop());

/** A lead who has written, and whom somebody answers. */
async function talking() {
  const lead = await world.planned();
  await world.sent(lead.message_id);
  await world.inbound.receive(world.inboundText(lead.phone), later(10));
  return { ...lead, id: lead.conversation_id };
}

async function closed(id: string, outcome?: Outcome) {
  const said = outcome ? { outcome } : {};
  const evidence = { by: 'ana', ...said };
  const ending = { conversation_id: id, reason: 'closed_by_staff', evidence, ...said };
  await world.conversations.end(ending, later(30));
}

/** What a judge makes of the words of the ending that stands. */
async function judged(id: string, outcome: Outcome) {
  const ended = await world.conversations.find(id);
  const nothing = { outcome_quote: null, outcome_turn: null, summary: '', sentiment: null };
  const saved = await world.textAnalyses.record(
    {
      ...{ conversation_id: id, status: 'done', outcome, facts: [], dropped: [] },
      ...{ ...nothing, next_action: null, decided_by: 'model', model: null, usage: null },
      ...{ failure: null, callback: null, opt_out: null, ended_at: ended?.ended_at ?? '' },
    },
    later(60),
  );
  expect(saved.result).toBe('saved');
}

const outcomesOf = async (id: string) =>
  (
    await world.exec(`select v.conversion_status, l.outcome from sms_conversations v
      join leads l on l.id = v.lead_id where v.id = '${id}'`)
  ).map((row) => [row['conversion_status'], row['outcome']])[0];

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
    await judged(id, 'escalated');
    expect(await outcomesOf(id)).toEqual(['success', 'success']);
  });

  it('what a person said who closed it', async () => {
    const { id } = await talking();
    await closed(id, 'unqualified');
    await judged(id, 'qualified');
    expect(await outcomesOf(id)).toEqual(['unqualified', 'unqualified']);
  });

  it('but a person who said nothing leaves it to the words, and so does a later ending', async () => {
    const open = await talking();
    await closed(open.id);
    await judged(open.id, 'qualified');
    expect(await outcomesOf(open.id)).toEqual(['qualified', 'qualified']);

    const again = await talking();
    await closed(again.id, 'unqualified');
    await world.inbound.receive(world.inboundText(again.phone), later(40));
    const silence = { conversation_id: again.id, reason: 'silent' };
    await world.conversations.end(silence, later(50));
    await judged(again.id, 'qualified');
    expect(await outcomesOf(again.id)).toEqual(['qualified', 'qualified']);
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
    await judged(id, 'qualified');
    expect(await outcomesOf(id)).toEqual(['discarded', 'discarded']);
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
