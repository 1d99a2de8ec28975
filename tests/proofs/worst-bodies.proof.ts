import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ADMIN_KEY } from '../api/api-world.ts';
import { type RetellWorld, startRetellWorld } from '../api/retell-world.ts';
import { worstBodies } from '../storms/worst-bodies.ts';

/** Idle, on two cores; what the machine itself holds up is told beside it. */
const MOST_MS = 50;

let world: RetellWorld;
beforeAll(async () => {
  world = await startRetellWorld();
  await world.call('PUT', '/api/lead-sources/worst', { body: { auth: 'secret' } });
});
afterAll(() => world.stop());

/** The longest the loop was away meanwhile. */
async function watched(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await work();
  delay.disable();
  return Math.round(delay.max / 1e6);
}

it('the worst bodies at every door hold the loop for 50 ms at the most', async () => {
  const rows = [];
  for (const { name, door, body } of worstBodies()) {
    const send = () => {
      if (door === 'retell') return world.retell('', body);
      if (door === 'twilio') {
        return world.carrier('/webhooks/twilio/sms', Object.fromEntries(new URLSearchParams(body)));
      }
      const path = door === 'lead' ? '/webhooks/leads/worst' : '/api/leads';
      return world.send(path, {
        method: 'POST',
        headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' },
        body,
      });
    };
    // What the sender itself needs to write and sign it is not what is measured.
    await send();
    const idle = await watched(() => new Promise((resolve) => setTimeout(resolve, 200)));
    let status = 0;
    const ms = await watched(async () => {
      status = (await send()).status;
    });
    rows.push({ name, door, kb: Math.round(body.length / 1024), status, ms, idle });
    process.stderr.write(`${JSON.stringify(rows.at(-1))}\n`);
  }
  expect(rows.filter(({ ms, idle }) => ms - idle > MOST_MS)).toEqual([]);
});
