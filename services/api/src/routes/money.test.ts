import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { until } from '@ringback/shared/testing/until.ts';
import { NOON, startWorld, type World } from '../testing/api-world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({
    env: { DAILY_BUDGET_USD: '10', DAILY_CALL_BUDGET_USD: '4', TWILIO_FROM: '+12025550190' },
  });
});
afterAll(() => world.stop());

const spend = (channel: string, usd: number) =>
  world.db.exec(`insert into spend_days (day, channel, part, spent_usd, contacts)
    values ('${NOON.toISOString().slice(0, 10)}', '${channel}', 0, ${usd}, 1)
    on conflict (day, channel, part) do update set spent_usd = ${usd}`);
const stats = async () => (await world.call('GET', '/api/queue/stats')).body.data;

describe('the money of the day', () => {
  it('stands in the numbers by channel and by budget, with a warning at four fifths', async () => {
    await spend('calls', 3.1);
    await spend('texts', 1.9);
    const before = await stats();
    expect(before.money).toEqual({
      day: '2026-11-20',
      total_usd: 5,
      calls_usd: 3.1,
      texts_usd: 1.9,
      calls: 1,
      texts: 1,
      budgets: [
        { budget: 'day', limit_usd: 10, used: 0.5 },
        { budget: 'calls', limit_usd: 4, used: 0.775 },
      ],
    });
    expect(before.warnings).not.toContain('budget_nearly_spent');
    await spend('calls', 3.2);
    expect((await stats()).warnings).toContain('budget_nearly_spent');
  });

  it('is a metric for each channel and each budget that is set', async () => {
    await spend('calls', 3.2);
    await spend('texts', 1.8);
    const { text } = await until(
      () => world.send('/metrics'),
      (answer) => answer.text.includes('ringback_budget_used_ratio{budget="calls"'),
    );
    expect(text).toMatch(/ringback_budget_used_ratio\{budget="calls".*\} 0\.8\b/);
    expect(text).toMatch(/ringback_budget_used_ratio\{budget="day".*\} 0\.5\b/);
    expect(text).toMatch(/ringback_spent_today_usd\{channel="calls".*\} 3\.2\b/);
    expect(text).toMatch(/ringback_spent_today_usd\{channel="texts".*\} 1\.8\b/);
    expect(text).not.toContain('budget="texts"');
  });
});

describe('a call or a text that is asked for', () => {
  it('is known by the key that asks for it', async () => {
    const { body } = await world.call('GET', '/api/keys');
    const [{ id }] = body.data;
    const call = await world.call('POST', '/api/queue/schedule-call', {
      body: { to: '+12025558001' },
    });
    const text = await world.call('POST', '/api/queue/sms-followup', {
      body: { to: '+12025558002', body: 'Hello' },
    });
    const keys = await world.db.exec(
      `select api_key_id from calls where id = '${call.body.data.call_id}'
       union all select api_key_id from sms_messages where message_id = '${text.body.data.message_id}'`,
    );
    expect(keys).toEqual([{ api_key_id: id }, { api_key_id: id }]);
  });
});
