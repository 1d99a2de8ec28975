import { afterEach, describe, expect, it } from '@jest/globals';
import twilio from 'twilio';
import { FROM, TOKEN } from '../../testing/simulator.ts';
import { HOUR_MS, MINUTE_MS, startTexting, type Texting } from '../../testing/texting.ts';

const TO = '+12025550143';

let world: Texting;
async function setup(...[options]: Parameters<typeof startTexting>) {
  world = await startTexting(options);
  return world;
}
afterEach(() => world.end());

const fates = () => world.messages().map(({ status, error_code }) => [status, error_code]);

describe('the life of a text', () => {
  it('is reported by signed callbacks that the vendor accepts, without the first status', async () => {
    const { send, pass, statuses, customer } = await setup();
    const { json } = await send(TO);
    await pass(MINUTE_MS);
    expect(statuses()).toEqual(['sent', 'delivered']);
    const last = customer.seen.at(-1);
    expect(last?.params).toEqual({
      AccountSid: json['account_sid'],
      ApiVersion: '2010-04-01',
      MessageSid: json['sid'],
      SmsSid: json['sid'],
      MessageStatus: 'delivered',
      SmsStatus: 'delivered',
      To: TO,
      From: FROM,
      RawDlrDoneDate: '2611201500',
    });
    for (const { signature, url, params } of customer.seen) {
      expect(twilio.validateRequest(TOKEN, signature, url, params)).toBe(true);
    }
  });

  it('does not change while the clock stands still', async () => {
    const { send, statuses } = await setup();
    await send(TO);
    expect(fates()).toEqual([['queued', null]]);
    expect(statuses()).toEqual([]);
  });

  it('ends with an error code where the carrier fails', async () => {
    const { send, pass, statuses, customer } = await setup();
    await send('+12025550138');
    await pass(MINUTE_MS);
    expect(statuses()).toEqual(['sent', 'undelivered']);
    expect(customer.seen.at(-1)?.params['ErrorCode']).toBe('30007');
    expect(fates()).toEqual([['undelivered', 30007]]);
  });

  it.each([
    ['39', 30003],
    ['44', 30008],
  ])('of story %s fails once with %d and then arrives', async (digits, code) => {
    const { send, pass } = await setup({ settings: { smsUrl: null } });
    for (const _ of [1, 2]) {
      await send(`+120255501${digits}`);
      await pass(1000);
    }
    expect(fates()).toEqual([
      ['undelivered', code],
      ['delivered', null],
    ]);
  });

  it('to a landline fails once and is refused from then on', async () => {
    const { send, pass, messages } = await setup();
    await send('+12025550137');
    await pass(MINUTE_MS);
    expect(fates()).toEqual([['undelivered', 30006]]);
    expect((await send('+12025550137')).json['code']).toBe(21614);
    expect(messages()).toHaveLength(1);
  });

  it('may end without a receipt, although the text was read', async () => {
    const { send, pass, statuses, inbound } = await setup({ faults: { texts: { no_receipt: 1 } } });
    await send('+12025550148');
    await pass(MINUTE_MS);
    expect(statuses()).toEqual(['sent']);
    expect(inbound()).toHaveLength(1);
  });

  it.each([
    ['filtered', 30007],
    ['undelivered', 30008],
  ] as const)('can fail by fault: %s', async (fault, code) => {
    const { send, pass } = await setup({ faults: { texts: { [fault]: 1 } } });
    await send(TO);
    await pass(MINUTE_MS);
    expect(fates()).toEqual([['undelivered', code]]);
  });

  it('is deleted by a reset, with all pending steps', async () => {
    const { send, pass, statuses, messages, control } = await setup();
    await send(TO);
    await control('POST', '/sim/reset');
    await pass(HOUR_MS);
    expect([...messages(), ...statuses()]).toEqual([]);
  });
});

describe("a sender's queue", () => {
  it('sends texts at its pace, each segment one turn, and each sender on its own', async () => {
    const { send, pass, messages } = await setup({
      faults: { texts: { messages_per_second: 0.5 } },
      timing: { textSendMs: 0 },
    });
    await send(TO, { Body: 'a'.repeat(161) });
    await send(TO);
    await send(TO);
    await send(TO, { From: '+12025550191' });
    await pass(0);
    expect(messages().map(({ status }) => status)).toEqual(['sent', 'queued', 'queued', 'sent']);
    await pass(MINUTE_MS);
    expect(messages().map(({ sent_at }) => sent_at?.slice(11, 19))).toEqual([
      '15:00:00',
      '15:00:04',
      '15:00:06',
      '15:00:00',
    ]);
  });

  it('lets a text expire there, and does not count it', async () => {
    const { send, pass, messages, statuses } = await setup({
      faults: { texts: { messages_per_second: 0.1 } },
      timing: { textSendMs: 0 },
    });
    await send(TO);
    await send(TO, { ValidityPeriod: '5' });
    await send(TO);
    await pass(5000);
    expect(fates().slice(1)).toEqual([
      ['failed', 30036],
      ['queued', null],
    ]);
    await pass(MINUTE_MS);
    expect(messages().map(({ sent_at }) => sent_at?.slice(11, 19))).toEqual([
      '15:00:00',
      undefined,
      '15:00:10',
    ]);
    expect(statuses()).toEqual(['sent', 'delivered', 'failed', 'sent', 'delivered']);
  });

  it('accepts no more than ten hours of texts', async () => {
    const { send } = await setup({ faults: { texts: { messages_per_second: 1 / 30_000 } } });
    await send(TO);
    await send(TO);
    expect((await send(TO)).json['code']).toBe(21611);
  });

  it('does not send a text that was blocked while it waited', async () => {
    const { send, pass, simulator } = await setup({
      faults: { texts: { messages_per_second: 0.1, keywords: 'block' } },
    });
    await send(TO);
    await send(TO);
    await pass(5000);
    simulator.text({ from: TO, to: FROM, body: 'STOP', photos: 0 });
    await pass(MINUTE_MS);
    expect(fates().slice(0, 2)).toEqual([
      ['delivered', null],
      ['failed', 21610],
    ]);
  });
});

describe('the callbacks of texts', () => {
  it('may come twice, with the same token', async () => {
    const { send, pass, statuses, customer } = await setup({
      faults: { callbacks: { duplicate: 1 } },
    });
    await send(TO);
    await pass(MINUTE_MS);
    expect(statuses()).toEqual(['sent', 'sent', 'delivered', 'delivered']);
    expect(new Set(customer.seen.map(({ token }) => token)).size).toBe(2);
  });

  it('may be swapped, dropped or late', async () => {
    const { send, pass, statuses, simulator } = await setup({
      faults: { callbacks: { reorder: 1 } },
    });
    await send(TO);
    await pass(MINUTE_MS);
    expect(statuses()).toEqual(['delivered', 'sent']);

    simulator.faults({ callbacks: { reorder: 0, drop: 1 } });
    await send(TO);
    await pass(MINUTE_MS);
    expect(statuses()).toHaveLength(2);

    simulator.faults({ callbacks: { drop: 0, delay_ms: HOUR_MS } });
    await send(TO);
    await pass(MINUTE_MS);
    expect(statuses()).toHaveLength(2);
    await pass(HOUR_MS);
    expect(statuses()).toHaveLength(4);
    expect(fates()).toEqual(Array(3).fill(['delivered', null]));
  });

  it('that fail are found in the debugger', async () => {
    const { send, pass, control, customer } = await setup();
    await send(TO, { StatusCallback: `${customer.url}/gone` });
    await customer.stop();
    await pass(MINUTE_MS);
    const { json } = await control('GET', '/sim/debugger');
    expect(json['entries']).toMatchObject(
      Array(2).fill({ code: 11205, call_sid: null, message_sid: expect.stringMatching(/^SM/) }),
    );
  });
});
