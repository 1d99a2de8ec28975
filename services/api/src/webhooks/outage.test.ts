import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { silentLog } from '@ringback/embedded/log.ts';
import { startRedis } from '@ringback/embedded/redis.ts';
import { until } from '@ringback/shared/testing/until.ts';
import {
  callSidOf,
  NOON,
  startTestDatabase,
  startWorld,
  type World,
} from '../testing/api-world.ts';

let database: Awaited<ReturnType<typeof startTestDatabase>>;
let serial = 0;
beforeAll(async () => {
  database = await startTestDatabase('embedded');
});
afterAll(() => database.stop());

async function dialed(world: World) {
  serial += 1;
  const to = `+1202555${String(1000 + serial)}`;
  const { body } = await world.call('POST', '/api/queue/schedule-call', { body: { to } });
  const id: string = body.data.call_id;
  const sid = callSidOf(serial);
  await world.db.exec(
    `update calls set status = 'dialing', dialed_at = '${NOON.toISOString()}', fence = 1,
     call_sid = '${sid}' where id = '${id}'`,
  );
  return { id, sid, to };
}

const status = (world: World, call: { id: string; sid: string }, CallStatus: string, n: number) =>
  world.carrier(`/webhooks/twilio/voice/status?call=${call.id}`, {
    CallSid: call.sid,
    CallStatus,
    SequenceNumber: String(n),
  });

describe('without the database', () => {
  it('requests get a clean 503, and the same answers as before once it is back', async () => {
    const world = await startWorld({ database });
    await world.call('GET', '/api/leads');
    database.takeAway();
    for (const [method, path] of [
      ['GET', '/api/leads'],
      ['GET', '/api/calls'],
      ['POST', '/api/queue/schedule-call'],
    ] as const) {
      const body = method === 'POST' ? { to: '+12025550101' } : undefined;
      const answer = await world.call(method, path, { body });
      expect([answer.status, answer.body.type]).toEqual([
        503,
        'urn:ringback:problem:database-unavailable',
      ]);
      expect(answer.headers.get('retry-after')).toBe('2');
    }
    expect((await world.send('/livez')).status).toBe(200);
    expect((await world.send('/readyz')).status).toBe(503);
    database.bringBack();
    await until(
      () => world.call('GET', '/api/leads'),
      (answer) => answer.status === 200,
    );
    await world.stop();
  });

  it('webhooks are acknowledged, kept in Redis, and told in order when it is back', async () => {
    const world = await startWorld({ database });
    const call = await dialed(world);
    database.takeAway();
    expect((await status(world, call, 'ringing', 1)).status).toBe(204);
    world.clock.now = new Date(NOON.getTime() + 60_000);
    expect((await status(world, call, 'completed', 3)).status).toBe(204);
    expect(readdirSync(world.spoolDir)).toEqual([]);
    world.clock.now = new Date(NOON.getTime() + 600_000);
    database.bringBack();
    const row = await until(
      async () => (await world.call('GET', `/api/calls/${call.id}`)).body?.data,
      (data) => data?.status === 'completed',
    );
    // The end is when the carrier said so, not when we could write it down.
    expect(new Date(row.ended_at)).toEqual(new Date(NOON.getTime() + 60_000));
    expect(row.events.map((event: { call_status: string }) => event.call_status)).toEqual([
      'ringing',
      'completed',
    ]);
    await world.stop();
  });

  it('webhooks are kept in files when Redis is away too, and another start tells them', async () => {
    const first = await startWorld({ database });
    const call = await dialed(first);
    await first.stop();
    const env = { REDIS_URL: 'redis://127.0.0.1:1' };
    const alone = await startWorld({ database, env });
    database.takeAway();
    expect((await status(alone, call, 'ringing', 1)).status).toBe(204);
    expect((await status(alone, call, 'busy', 2)).status).toBe(204);
    expect(readdirSync(alone.spoolDir)).toHaveLength(2);
    await alone.stop();
    database.bringBack();
    const next = await startWorld({ database, env: { SPOOL_DIR: alone.spoolDir } });
    await until(
      async () => (await next.call('GET', `/api/calls/${call.id}`)).body.data,
      (data) => data.status === 'busy',
    );
    await until(
      async () => readdirSync(alone.spoolDir),
      (files) => files.length === 0,
    );
    await next.stop();
  });

  it('who has just picked up is kept on the line for a while, and then let go', async () => {
    const world = await startWorld({ database });
    const call = await dialed(world);
    const form = { CallSid: call.sid, From: '+15005550006', To: call.to };
    database.takeAway();
    let path = `/webhooks/twilio/voice?call=${call.id}`;
    for (let wait = 1; wait <= 5; wait += 1) {
      const { status: answer, text } = await world.carrier(path, form);
      expect([answer, text]).toEqual([
        200,
        expect.stringContaining('One moment, please.</Say><Pause length="1"/>'),
      ]);
      const next = /<Redirect method="POST">https:\/\/ringback.example.com([^<]+)</.exec(text)?.[1];
      path = (next ?? '').replaceAll('&amp;', '&');
      expect(path).toBe(`/webhooks/twilio/voice?call=${call.id}&wait=${wait}`);
    }
    // Nobody is let go without a word.
    expect((await world.carrier(path, form)).text).toMatch(
      /<Response><Say[^>]*>I am sorry, [^<]+<\/Say><Hangup\/><\/Response>/,
    );
    database.bringBack();
    const back = await until(
      () => world.carrier(`/webhooks/twilio/voice?call=${call.id}&wait=3`, form),
      ({ text }) => !text.includes('<Pause'),
    );
    expect(back.text).toContain('<Stream');
    await world.stop();
  });
});

describe('while the database can only be read', () => {
  it('it is not ready and says why; reads go on, writes get 503, and a STOP counts afterwards', async () => {
    const world = await startWorld({ database, env: { TWILIO_FROM: '+12025550190' } });
    const lead = { phone: '+12025558100', name: 'Ada' };
    expect((await world.call('POST', '/api/leads', { body: lead })).status).toBe(201);
    await database.readOnly(true);
    const ready = await world.send('/readyz');
    expect([ready.status, ready.body]).toEqual([
      503,
      {
        ready: false,
        checks: {
          database: 'ok',
          database_writes: expect.stringContaining('read-only'),
          migrations: 'ok',
          redis: 'ok',
        },
      },
    ]);
    expect((await world.call('GET', '/api/leads')).status).toBe(200);
    const refused = await world.call('POST', '/api/leads', { body: { phone: '+12025558101' } });
    expect([refused.status, refused.body.type]).toEqual([
      503,
      'urn:ringback:problem:database-unavailable',
    ]);
    expect(refused.body.detail).toContain('read-only');
    const stop = {
      MessageSid: `SM${'7'.repeat(32)}`,
      From: lead.phone,
      To: '+12025550190',
      Body: 'STOP',
    };
    expect((await world.carrier('/webhooks/twilio/sms', stop)).status).toBe(200);
    await database.readOnly(false);
    await until(
      () => database.exec(`select phone from suppressions where phone = '${lead.phone}'`),
      (rows) => rows.length === 1,
    );
    expect((await world.send('/readyz')).status).toBe(200);
    await world.stop();
  });
});

describe('without Redis', () => {
  it('a call is accepted and says that no job was added', async () => {
    const redis = await startRedis({ dataDir: null, log: silentLog });
    const world = await startWorld({ database, env: { REDIS_URL: redis.url } });
    const ask = (to: string) => world.call('POST', '/api/queue/schedule-call', { body: { to } });
    expect((await ask('+12025557001')).body.data.queued).toBe(true);
    await redis.stop();
    const { status: answer, body } = await until(
      () => ask('+12025557002'),
      (reply) => reply.body.data.queued === false,
    );
    expect([answer, body.data.status]).toEqual([202, 'scheduled']);
    const call = await world.call('GET', `/api/calls/${body.data.call_id}`);
    expect(call.body.data.status).toBe('scheduled');
    const stats = await world.call('GET', '/api/queue/stats');
    expect(stats.body.data.queue_reachable).toBe(false);
    const job = await world.call('GET', `/api/queue/jobs/${body.data.job_id}`);
    expect(job.body.data.state).toBe('unknown');
    await world.stop();
  });

  it('news is written; only a machine that must be hung up is asked for again', async () => {
    const world = await startWorld({ database, env: { REDIS_URL: 'redis://127.0.0.1:1' } });
    const call = await dialed(world);
    const amd = await world.carrier(`/webhooks/twilio/voice/amd?call=${call.id}`, {
      CallSid: call.sid,
      AnsweredBy: 'machine_start',
    });
    expect(amd.status).toBe(503);
    expect((await status(world, call, 'completed', 3)).status).toBe(204);
    const { body } = await world.call('GET', `/api/calls/${call.id}`);
    expect(body.data).toMatchObject({ status: 'completed', answered_by: 'machine_start' });
    await world.stop();
  });
});
