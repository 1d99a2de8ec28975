import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { daytimeZone } from '@ringback/scripts/up/daytime.ts';
import type { RunningSystem } from '../running-system/start-system.ts';
import { OPT_OUT_LINE, startTexting, type Texting } from './texting-world.ts';

let system: RunningSystem;
let arrives: Texting['arrives'];
let exchanged: Texting['exchanged'];
let untilConversation: Texting['untilConversation'];
let writes: Texting['writes'];

beforeAll(async () => {
  ({ system, arrives, exchanged, untilConversation, writes } = await startTexting(700));
});
afterAll(() => system.stop());

const rings = (phone: string) =>
  system.simulator.ledger().calls.filter(({ to }) => to === phone).length;
const ours = (phone: string) => exchanged(phone).filter((one) => one.startsWith('us: '));
const callsOf = (phone: string) =>
  system.exec(
    `select id, status, held_reason, message, run_at > now() + interval '5 minutes' as waits
     from calls where lead_phone = '${phone}' order by created_at`,
  );
const untilCalls = (phone: string, hoped: (rows: Record<string, unknown>[]) => boolean) =>
  system.until(() => callsOf(phone), hoped);
const isOver = (rows: Record<string, unknown>[]) =>
  rows.length > 0 && rows.every(({ status }) => status === 'completed');

/** A lead who has had our first text and says nothing yet. */
async function quiet(): Promise<string> {
  const phone = await arrives('43');
  await untilConversation(phone, () => exchanged(phone).length === 1);
  return phone;
}

describe('a lead that asks in a text to be called', () => {
  it('is promised a call, is rung once, talks, and has one outcome', async () => {
    const phone = await arrives('51');
    await untilCalls(phone, isOver);
    await system.settle();
    expect(exchanged(phone)).toEqual([
      expect.stringMatching(/^us: Hi Ada/),
      'lead: Yes. Can you call me?',
      'us: Sure, Ada, we will call you as soon as we can.',
    ]);
    expect(rings(phone)).toBe(1);
    const [stored] = await system.exec(
      `select l.id, l.outcome, count(a.*)::int as analyses, min(a.channel) as channel,
         min(c.message) as reason
       from leads l join calls c on c.lead_id = l.id
       join conversation_analyses a on a.call_id = c.id
       where l.phone = '${phone}' group by l.id`,
    );
    expect(stored).toMatchObject({
      outcome: 'qualified',
      analyses: 1,
      channel: 'call',
      reason: 'The lead asked by text to be called.',
    });
    const why = await system.api('GET', `/api/leads/${String(stored?.['id'])}/why`);
    expect(why.text).toContain('callback_requested');
    expect(why.text).toContain('"quote":"Can you call me"');
    const [claim] = await system.exec(
      `select d.evidence -> 'consent' ->> 'kind' as consent from contact_decisions d
       where d.lead_id = ${String(stored?.['id'])} and d.rule = 'claimed' and d.channel = 'call'`,
    );
    expect(claim).toEqual({ consent: 'express' });
  });

  it('twice is called once', async () => {
    const phone = await quiet();
    await writes(phone, 'Can you call me?');
    await writes(phone, 'Please call me!');
    await untilCalls(phone, isOver);
    await system.settle();
    expect(await callsOf(phone)).toHaveLength(1);
    expect(rings(phone)).toBe(1);
    expect(ours(phone).filter((one) => one.includes('we will call you'))).toHaveLength(1);
  });

  it('at night is promised it, and held until the window opens', async () => {
    const phone = await quiet();
    // Where it will be day twelve hours from now, it is night.
    const asleep = daytimeZone(new Date(Date.now() + 12 * 3_600_000));
    await system.exec(`update leads set timezone = '${asleep}' where phone = '${phone}'`);
    await writes(phone, 'Can you call me?');
    const [call] = await untilCalls(phone, ([row]) => row?.['status'] === 'held');
    expect(call).toMatchObject({ held_reason: 'quiet_hours', waits: true });
    await system.until(
      async () => ours(phone),
      (said) => said.length === 2,
    );
    expect(ours(phone)[1]).toBe('us: Sure, Ada, we will call you as soon as we can.');
    expect(rings(phone)).toBe(0);
  });

  it('though its number is closed to calls gets a person, and no promise', async () => {
    const phone = await quiet();
    await writes(phone, "Don't call me, text me instead. I am still looking");
    await system.until(
      async () => ours(phone),
      (said) => said.length === 2,
    );
    await writes(phone, 'Can you call me?');
    const row = await untilConversation(phone, ({ owner }) => owner === 'human');
    expect(row?.['handover_reason']).toMatch(/wants a call/);
    expect(await callsOf(phone)).toEqual([]);
    expect(ours(phone).join('\n')).not.toMatch(/we will call/);
  });
});

describe('a lead that wants calls in place of texts', () => {
  it('gets no more texts, one confirmation, and the call', async () => {
    const phone = await arrives('52');
    await untilCalls(phone, isOver);
    await system.settle();
    expect(exchanged(phone)).toEqual([
      expect.stringMatching(/^us: Hi Ada/),
      'lead: Stop texting me, call me instead',
      `us: ${OPT_OUT_LINE}`,
    ]);
    expect(rings(phone)).toBe(1);
    const blocks = await system.exec(`select scope from suppressions where phone = '${phone}'`);
    expect(blocks).toEqual([{ scope: 'sms' }]);
  });
});
