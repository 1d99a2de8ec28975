import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { testRedisUrl } from '../queue/queue-world.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';
import { OPT_OUT_LINE, startTexting, type Texting } from './texting-world.ts';

let texting: Texting;
let proxy: TcpProxy;
let redis: Redis;

// The api loses the database and the worker does not: as when the worker is the first to find it back.
beforeAll(async () => {
  const without = ['api', 'call-worker', 'media-gateway', 'analyzer'] as const;
  texting = await startTexting(500, { without: [...without] });
  const { system } = texting;
  const { hostname, port } = new URL(system.database.url);
  proxy = await startTcpProxy({ host: hostname, port: Number(port) });
  system.environment['SUPABASE_URL'] = `http://127.0.0.1:${proxy.port}`;
  await system.startService('api');
  redis = new Redis(testRedisUrl());
});
afterAll(async () => {
  redis.disconnect();
  await texting.system.stop();
  await proxy.stop();
});

/** How often the worker has looked at a text and put it off. */
async function putOff(): Promise<number> {
  const text = await (await fetch(`${texting.system.urlOf('sms-worker')}/metrics`)).text();
  const counted = /job_duration_seconds_count\{(?=[^}]*sms-followup)(?=[^}]*snooze)[^}]*\} (\d+)/;
  return Number(counted.exec(text)?.[1] ?? 0);
}

it('a text that is due waits for a refusal that was taken while the api had no database', async () => {
  const { system, arrives, exchanged, untilConversation, writes } = texting;
  const phone = await arrives('43');
  await untilConversation(phone, () => exchanged(phone).length === 1);

  await proxy.shut();
  const refusal = 'please remove me from your list';
  await writes(phone, refusal);
  const spool = `${system.environment['QUEUE_PREFIX']}:spool`;
  await system.until(
    () => redis.lrange(spool, 0, -1),
    (items) => items.some((item) => item.includes(refusal)),
  );

  const before = await putOff();
  // The day is over: the caps of the day and the wait are.
  await system.exec(
    `update sms_messages set claimed_at = claimed_at - interval '25 hours' where lead_phone = '${phone}'`,
  );
  await system.exec(
    `update sms_campaign_enrollments set next_message_at = now() where lead_phone = '${phone}'`,
  );
  await system.until(putOff, (times) => times >= before + 2);
  expect(exchanged(phone)).toHaveLength(2);

  await proxy.open();
  const row = await untilConversation(phone, ({ suppressions }) => suppressions === 1);
  expect(row).toMatchObject({ end_reason: 'opted_out', enrollment: 'stopped' });
  expect(exchanged(phone).slice(1)).toEqual([`lead: ${refusal}`, `us: ${OPT_OUT_LINE}`]);
});
