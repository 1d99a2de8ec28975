import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { readConfig } from '@ringback/shared/runtime/read-config.ts';
import { Config } from '@ringback/sms-worker/config.ts';
import { startSmsWorker } from '@ringback/sms-worker/service.ts';
import { awake, numberWithStory } from '../people.ts';
import { type RunningSystem, startSystem } from '../running-system/start-system.ts';
import { wipeQueue } from './wipe-queue.ts';

const SLOW = { sender: '+12025550191', pace: 1, leads: 20 };
const QUICK = { sender: '+12025550192', pace: 10, leads: 40 };
/** What may be sent ahead of the pace, and the one text that uses it up. */
const AHEAD_SECONDS = 0.5;

let system: RunningSystem;
let second: Awaited<ReturnType<typeof startSmsWorker>>;
let people = 700;

beforeAll(async () => {
  system = await startSystem({ without: ['call-worker', 'media-gateway', 'analyzer'] });
  const environment = { ...system.environment, PORT: '0' };
  const log = createLogger({ service: 'sms-worker', level: 'silent' });
  second = await startSmsWorker(readConfig(Config, environment), log);
});
afterAll(async () => {
  await second?.stop();
  await system?.stop();
});

/** A campaign whose first text is due for all of its leads at once. */
async function campaign({ sender, pace, leads }: typeof SLOW): Promise<void> {
  const steps = [{ body: 'Hi {{first_name|there}}, still looking? Reply STOP to opt out.' }];
  const made = await system.api('POST', '/api/campaigns', { name: sender, sender, steps });
  const { id } = made.json['data'] as { id: string };
  const path = `/api/senders/${encodeURIComponent(sender)}`;
  expect((await system.api('PATCH', path, { per_second: pace })).status).toBe(200);
  const rows = Array.from({ length: leads }, (_, line) => ({
    line,
    phone: numberWithStory('43', people++),
    timezone: awake(),
  }));
  const batch = {
    source: 'test',
    campaign_id: id,
    consent: { channel: 'all', kind: 'written', text: 'Text me about cars.' },
    rows,
  };
  await system.exec(`select import_leads('${JSON.stringify(batch)}', now())`);
  expect((await system.api('POST', `/api/campaigns/${id}/start`)).status).toBe(200);
}

const accepted = (sender: string) =>
  system.simulator
    .ledger()
    .messages.filter(({ from, direction }) => from === sender && direction !== 'inbound');

/** What has not reached the carrier, to be read if it never does. */
const unsent = (sender: string) =>
  system.exec(
    `select delivery_status, held_reason, send_at, claimed_at, next_check_at, delivery_error
     from sms_messages where sender = '${sender}' and provider_sid is null`,
  );

it('two workers send from each number at its own pace, and no faster after Redis was emptied', async () => {
  await campaign(SLOW);
  await campaign(QUICK);
  await system.until(
    async () => accepted(QUICK.sender).length,
    (count) => count >= QUICK.leads,
  );
  // The quick one did not stand in the slow one's line.
  expect(accepted(SLOW.sender).length).toBeLessThan(SLOW.leads);
  await wipeQueue(system);
  await system.until(
    async () => ({ count: accepted(SLOW.sender).length, unsent: await unsent(SLOW.sender) }),
    ({ count }) => count >= SLOW.leads,
  );

  for (const { sender, pace, leads } of [SLOW, QUICK]) {
    const sent = accepted(sender);
    expect(new Set(sent.map(({ to }) => to)).size).toBe(leads);
    expect(sent).toHaveLength(leads);
    const rows = await system.exec(
      `select provider_sid, extract(epoch from claimed_at)::float8 as at from sms_messages
       where sender = '${sender}' order by claimed_at`,
    );
    const claims = rows.map(({ at }) => Number(at));
    const claimedAt = new Map(rows.map((row) => [row['provider_sid'], Number(row['at'])]));
    const arrivals = sent.map(({ sid, accepted_at, segments }) => {
      const at = Date.parse(accepted_at) / 1_000;
      return { at, lag: at - (claimedAt.get(sid) ?? 0), segments };
    });
    // However long each took on its way to the carrier, there are never more in any stretch of time.
    const longest = Math.max(...arrivals.map(({ lag }) => lag));
    for (const seconds of [1, 3, 10]) {
      const most = (stretch: number) => pace * (stretch + AHEAD_SECONDS) + 1;
      for (const from of claims) {
        const claimed = claims.filter((at) => at >= from && at < from + seconds);
        expect(claimed.length).toBeLessThanOrEqual(most(seconds));
      }
      for (const { at: from } of arrivals) {
        const came = arrivals.filter(({ at }) => at >= from && at < from + seconds);
        const segments = came.reduce((sum, one) => sum + one.segments, 0);
        expect(segments).toBeLessThanOrEqual(most(seconds + longest));
      }
    }
  }
});
