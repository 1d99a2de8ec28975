import { afterEach, describe, expect, it } from '@jest/globals';
import type { FaultsUpdate } from './faults.ts';
import { type Customer, startCustomer } from './testing/customer.ts';
import { FROM, type Rest, startTestSimulator } from './testing/simulator.ts';

let rest: Rest;
let customer: Customer;

async function setup(faults: FaultsUpdate) {
  rest = await startTestSimulator();
  customer = await startCustomer({
    answer: ({ path }) => (path === '/twiml' ? { body: '<Response/>' } : { status: 204 }),
  });
  rest.simulator.faults(faults);
  const form = {
    Url: `${customer.url}/twiml`,
    StatusCallback: `${customer.url}/status`,
    StatusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
  };
  return { ...rest, customer, form };
}

afterEach(async () => {
  await customer.stop();
  await rest.simulator.stop();
});

const statuses = () =>
  customer.seen.filter(({ path }) => path === '/status').map(({ params }) => params['CallStatus']);
const received = (status: string, times = 1) =>
  customer.next(() => statuses().filter((one) => one === status).length >= times);

describe('the faults', () => {
  it('can be read, and changed in part; unknown names are refused', async () => {
    const { control } = await setup({});
    const changed = await control('PUT', '/sim/faults', { rest: { latency_ms: 1 } });
    expect(changed.json).toMatchObject({
      rest: { latency_ms: 1, error_500_before: 0 },
      calls_per_second: 30,
    });
    expect((await control('PUT', '/sim/faults', { rest: { no_such: 1 } })).status).toBe(400);
    expect((await control('PUT', '/sim/faults', { callbacks: { drop: 2 } })).status).toBe(400);
  });

  it('may lose the answer to an accepted call', async () => {
    const { post, form, simulator } = await setup({ rest: { lose_response_after_accept: 1 } });
    await expect(
      post('/Calls.json', { To: '+12025550100', From: FROM, ...form }),
    ).rejects.toThrow();
    expect(simulator.ledger().calls).toHaveLength(1);
  });

  it.each([
    ['error_500_after_accept', 500, 1],
    ['error_500_before', 500, 0],
    ['too_many_requests', 429, 0],
  ] as const)('%s answers %d with %d calls placed', async (fault, status, placed) => {
    const { post, form, simulator } = await setup({ rest: { [fault]: 1 } });
    expect((await post('/Calls.json', { To: '+12025550100', From: FROM, ...form })).status).toBe(
      status,
    );
    expect(simulator.ledger().calls).toHaveLength(placed);
  });

  it('may omit a new call from the list', async () => {
    const { dial, get, form } = await setup({ rest: { list_lag_ms: 60_000 } });
    const sid = await dial('+12025550100', form);
    expect((await get('/Calls.json')).json['calls']).toEqual([]);
    expect((await get(`/Calls/${sid}.json`)).status).toBe(200);
  });

  it('may duplicate every callback, with the same token', async () => {
    const { dial, form } = await setup({ callbacks: { duplicate: 1 } });
    await dial('+12025550102', form);
    await received('busy', 2);
    expect(statuses()).toEqual(['initiated', 'initiated', 'ringing', 'ringing', 'busy', 'busy']);
    const tokens = customer.seen.filter(({ path }) => path === '/status').map(({ token }) => token);
    expect(new Set(tokens).size).toBe(3);
  });

  it('may swap consecutive callbacks', async () => {
    const { dial, form } = await setup({ callbacks: { reorder: 1 } });
    await dial('+12025550100', form);
    await received('in-progress');
    await received('initiated');
    expect(statuses().slice(0, 2)).toEqual(['ringing', 'initiated']);
  });

  it('may drop callbacks while the call goes on', async () => {
    const { dial, form, simulator } = await setup({ callbacks: { drop: 1 } });
    await dial('+12025550100', form);
    await customer.next(({ path }) => path === '/twiml');
    expect(statuses()).toEqual([]);
    expect(simulator.ledger().calls[0]?.answered).toBe(true);
  });

  it('delay calls when the account is slow', async () => {
    const { dial, get, form } = await setup({ calls_per_second: 20 });
    await dial('+12025550102', form);
    const second = await dial('+12025550202', form);
    await received('busy', 2);
    const { json } = await get(`/Calls/${second}.json`);
    expect(Number(json['queue_time'])).toBeGreaterThan(0);
  });
});

describe("a webhook's own rules", () => {
  it('repeat it after a 500 when its fragment asks for that', async () => {
    rest = await startTestSimulator();
    let refused = 0;
    customer = await startCustomer({
      answer: ({ path }) => {
        if (path === '/status' && refused < 2) {
          refused += 1;
          return { status: 500 };
        }
        return { status: 204 };
      },
    });
    const url = `${customer.url}/status?x=1#rc=3&rp=5xx`;
    await rest.dial('+12025550102', { Url: `${customer.url}/twiml`, StatusCallback: url });
    const third = await customer.next(() => customer.seen.length === 3);
    expect(third.url).not.toContain('#');
    expect(new Set(customer.seen.map(({ token }) => token)).size).toBe(1);
  });

  it('deliver it once when they do not', async () => {
    rest = await startTestSimulator();
    customer = await startCustomer({ answer: () => ({ status: 500 }) });
    await rest.dial('+12025550102', {
      Url: `${customer.url}/twiml`,
      StatusCallback: `${customer.url}/status`,
      StatusCallbackEvent: ['initiated', 'completed'],
    });
    await customer.next(({ params }) => params['CallStatus'] === 'busy');
    expect(statuses()).toEqual(['initiated', 'busy']);
  });
});
