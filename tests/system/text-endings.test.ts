import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunningSystem } from '../running-system/start-system.ts';
import { HANDOVER_LINE, OPT_OUT_LINE, startTexting, type Texting } from './texting-world.ts';

let system: RunningSystem;
let arrives: Texting['arrives'];
let exchanged: Texting['exchanged'];
let conversationOf: Texting['conversationOf'];
let untilConversation: Texting['untilConversation'];
let writes: Texting['writes'];

beforeAll(async () => {
  ({ system, arrives, exchanged, conversationOf, untilConversation, writes } =
    await startTexting(500));
});
afterAll(() => system.stop());

const analysed = (id: unknown) =>
  system.until(
    () =>
      system.exec(
        `select outcome, status, outcome_turn from conversation_analyses
         where conversation_id = '${String(id)}'`,
      ),
    (rows) => rows.length === 1,
  );

const leadOf = async (phone: string) =>
  (await system.exec(`select outcome, lead_status from leads where phone = '${phone}'`))[0];

/** The lead of story 40 has its person, and has said "ok" to that. */
async function untilHandedOver(phone: string) {
  const row = await untilConversation(
    phone,
    ({ owner, last_inbound_seq: seq }) => owner === 'human' && seq === 4,
  );
  return row?.['id'];
}

describe('a lead that asks for a person', () => {
  it('is given to one, and gets a text that says so', async () => {
    const phone = await arrives('40');
    const row = await untilConversation(phone, ({ owner }) => owner === 'human');
    expect(row).toMatchObject({ awaits_human: true, enrollment: 'paused' });
    expect(row?.['handover_reason']).toMatch(/person/);
    await system.until(
      async () => exchanged(phone),
      (said) => said.includes(`us: ${HANDOVER_LINE}`),
    );
  });
});

describe('an opt-out', () => {
  it('by keyword is confirmed by the carrier alone', async () => {
    const phone = await arrives('31');
    const row = await untilConversation(phone, ({ suppressions }) => suppressions === 1);
    expect(row).toMatchObject({
      owner: 'closed',
      conversion_status: 'discarded',
      enrollment: 'stopped',
    });
    expect(exchanged(phone)).not.toContain(`us: ${OPT_OUT_LINE}`);
  });

  it('in free words ends everything', async () => {
    const phone = await arrives('32');
    const row = await untilConversation(phone, ({ suppressions }) => suppressions === 1);
    expect(row).toMatchObject({ conversion_status: 'discarded', enrollment: 'stopped' });
    expect(exchanged(phone).slice(0, 2)).toEqual([
      expect.stringMatching(/^us: Hi Ada/),
      'lead: pls stop texting me',
    ]);
  });

  it('is also to be somebody else', async () => {
    const phone = await arrives('46');
    const row = await untilConversation(phone, ({ suppressions }) => suppressions === 1);
    expect(row).toMatchObject({ conversion_status: 'discarded', end_reason: 'opted_out' });
    expect(await leadOf(phone)).toEqual({ outcome: 'discarded', lead_status: 'do_not_contact' });
  });
});

describe('a lead of whom nothing will come', () => {
  it('is told goodbye, is disqualified in its own words, and stays so when it is judged', async () => {
    const phone = await arrives('50');
    const row = await untilConversation(phone, ({ ended_at: over }) => over !== null);
    expect(row).toMatchObject({
      owner: 'closed',
      conversion_status: 'unqualified',
      end_reason: 'disqualified',
      end_evidence: { words: 'No thanks, I already bought one', seq: 2, why: 'already_bought' },
      enrollment: 'stopped',
      suppressions: 0,
    });
    await system.until(
      async () => exchanged(phone),
      (said) => said.length === 3,
    );
    expect(exchanged(phone)).toEqual([
      expect.stringMatching(/^us: Hi Ada/),
      'lead: No thanks, I already bought one',
      'us: Thank you for letting me know, Ada. All the best!',
    ]);
    const [analysis] = await analysed(row?.['id']);
    expect(analysis).toEqual({ outcome: 'unqualified', status: 'done', outcome_turn: 2 });
    expect(await leadOf(phone)).toMatchObject({ outcome: 'unqualified' });
  });

  it('is heard again when it writes again', async () => {
    const phone = await arrives('50');
    await untilConversation(phone, ({ ended_at: over }) => over !== null);
    await writes(phone, 'Sorry, I am still looking after all');
    const row = await untilConversation(phone, ({ ended_at: over }) => over === null);
    expect(row).toMatchObject({ owner: 'ai', end_reason: null, conversion_status: 'unqualified' });
    await system.until(
      async () => exchanged(phone),
      (said) => said.at(-1)?.startsWith('us: Great, Ada! Which day') === true,
    );
  });
});

describe('a colleague who closes a conversation', () => {
  it('and knows what came of it has the last word', async () => {
    const phone = await arrives('40');
    const id = await untilHandedOver(phone);
    const path = `/api/conversations/${String(id)}/close`;
    const { json } = await system.api('POST', path, {
      outcome: 'success',
      note: 'Booked by phone.',
    });
    expect(json['data']).toMatchObject({
      conversion_status: 'success',
      end_reason: 'closed_by_staff',
      end_evidence: { by: expect.any(String), note: 'Booked by phone.', outcome: 'success' },
    });
    const [analysis] = await analysed(id);
    expect(analysis).toMatchObject({ outcome: 'success', status: 'done' });
    expect(await conversationOf(phone)).toMatchObject({ conversion_status: 'success' });
  });

  it('and says nothing leaves it to the judge of the words', async () => {
    const phone = await arrives('40');
    const id = await untilHandedOver(phone);
    const { json } = await system.api('POST', `/api/conversations/${String(id)}/close`, {});
    // Escalated since a person was asked for, which is no verdict on how it ended.
    expect(json['data']).toMatchObject({
      conversion_status: 'escalated',
      end_reason: 'closed_by_staff',
    });
    await analysed(id);
    expect(await conversationOf(phone)).toMatchObject({ conversion_status: 'escalated' });
  });
});

describe('a wish for texts in place of calls', () => {
  it('ends no texts: the lead is answered, and not called', async () => {
    const phone = await arrives('43');
    await untilConversation(phone, () => exchanged(phone).length === 1);
    await writes(phone, "Don't call me, text me instead. I am still looking");
    await system.until(
      async () => exchanged(phone),
      (said) => said.length === 3,
    );
    expect(exchanged(phone)[2]).toMatch(/^us: Great, Ada! Which day/);
    const blocks = await system.exec(`select scope from suppressions where phone = '${phone}'`);
    expect(blocks).toEqual([{ scope: 'voice' }]);
    expect(await conversationOf(phone)).toMatchObject({ owner: 'ai', ended_at: null });
  });
});
