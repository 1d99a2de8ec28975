import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { awake, numberWithStory } from '../people.ts';
import { testRedisUrl } from '../queue/queue-world.ts';
import { type RunningSystem, startSystem } from '../running-system/start-system.ts';

const CANARY = {
  name: 'Xanthippe Quillfeather',
  email: 'xanthippe.q@canary.example',
  notes: 'Canary note: allergic to violets',
  message: 'Canary message: you asked about the periwinkle canoe',
  custom: 'canary-custom-vermilion',
  metadata: 'canary-metadata-turquoise',
};
const STORIES = ['00', '01', '02', '04', '05', '07', '15'];
const PHONES = STORIES.map((digits, index) => numberWithStory(digits, 40 + index));
const JOBS = ['schedule-call', 'settle-call', 'end-call', 'analyze-conversation', 'cleanup'];

let system: RunningSystem;
let logs = '';
/** What an operator, a dashboard, a backup of Redis or a log collector could read. */
const seen = new Map<string, string>();

beforeAll(async () => {
  const logTo = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logs += chunk.toString();
      done();
    },
  });
  system = await startSystem({ logLevel: 'debug', logTo, without: ['call-worker'] });
  for (const phone of PHONES) {
    const { name, email, notes } = CANARY;
    const lead = await system.api('POST', '/api/leads', {
      ...{ name, email, notes, phone, timezone: awake(), custom: { kept: CANARY.custom } },
    });
    const call = await system.api('POST', '/api/queue/schedule-call', {
      to: phone,
      lead_id: (lead.json['data'] as { id: number }).id,
      message: CANARY.message,
      metadata: { kept: CANARY.metadata },
    });
    expect(call.status).toBe(202);
  }
  // Trouble speaks, too: requests that do not fit, numbers that are taken or cannot be called.
  await system.api('POST', '/api/leads', {
    name: CANARY.name,
    phone: PHONES[0],
    timezone: awake(),
  });
  await system.api('POST', '/api/leads', {
    phone: `${PHONES[0]}x${CANARY.name}`,
    email: CANARY.email,
    tpyo: 1,
  });
  await system.api('POST', '/api/queue/schedule-call', {
    to: '+19005551000',
    message: CANARY.message,
  });
  await system.api('GET', `/api/leads?q=${encodeURIComponent(CANARY.email)}`);
  await system.api('GET', `/api/leads?q=${encodeURIComponent(PHONES[1] ?? '')}`);
  seen.set('Redis while jobs wait', await everythingInRedis());
  seen.set('Bull Board while jobs wait', await bullBoard());
  await system.startService('call-worker');
  await system.until(
    () =>
      Promise.resolve(
        system.simulator.ledger().calls.filter(({ heard }) => heard.length > 2).length,
      ),
    (talking) => talking > 1,
  );
  seen.set('Redis while calls go on', await everythingInRedis());
  await system.settle();
  seen.set('Redis when all is over', await everythingInRedis());
  seen.set('Bull Board when all is over', await bullBoard());
  for (const name of ['api', 'call-worker', 'media-gateway', 'analyzer'] as const) {
    const response = await fetch(`${system.urlOf(name)}/metrics`, {
      headers: { authorization: `Bearer ${system.environment['BOOTSTRAP_API_KEY']}` },
    });
    expect(response.status).toBe(200);
    seen.set(`metrics of ${name}`, await response.text());
  }
  seen.set('logs', logs);
});
afterAll(() => system.stop());

async function everythingInRedis(): Promise<string> {
  const redis = new Redis(testRedisUrl());
  const found: unknown[] = [];
  for await (const keys of redis.scanStream({ match: `${system.environment['QUEUE_PREFIX']}*` })) {
    for (const key of keys as string[]) found.push([key, await readValue(redis, key)]);
  }
  redis.disconnect();
  return JSON.stringify(found);
}

async function readValue(redis: Redis, key: string): Promise<unknown> {
  switch (await redis.type(key)) {
    case 'string':
      return redis.get(key);
    case 'hash':
      return redis.hgetall(key);
    case 'list':
      return redis.lrange(key, 0, -1);
    case 'set':
      return redis.smembers(key);
    case 'zset':
      return redis.zrange(key, 0, -1);
    case 'stream':
      return redis.xrange(key, '-', '+');
    default:
      return null;
  }
}

async function bullBoard(): Promise<string> {
  const login = await fetch(`${system.apiUrl}/session`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      email: system.environment['DASHBOARD_ADMIN_EMAIL'] ?? '',
      password: system.environment['DASHBOARD_ADMIN_PASSWORD'] ?? '',
    }),
  });
  const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
  const pages = await Promise.all(
    JOBS.flatMap((queue) =>
      ['latest', 'waiting', 'prioritized', 'delayed', 'failed'].map(async (status) => {
        const query = new URLSearchParams({
          activeQueue: queue,
          status,
          page: '1',
          jobsPerPage: '50',
        });
        const page = await fetch(`${system.apiUrl}/ops/queues/api/queues?${query}`, {
          headers: { cookie },
        });
        expect(page.status).toBe(200);
        return page.text();
      }),
    ),
  );
  return pages.join('\n');
}

/** A number however it may be spelled. */
const spelled = (phone: string) => new RegExp([...phone.slice(2)].join('[\\s().-]*'));

/** What was said on the line, longer than a greeting. */
const spoken = () =>
  system.simulator
    .ledger()
    .calls.flatMap(({ heard }) => heard.map(({ text }) => text))
    .filter((text) => text.length > 15);

function hits(text: string): string[] {
  const words = [...Object.values(CANARY), 'Xanthippe', 'Quillfeather', ...spoken()];
  const lower = text.toLowerCase();
  return [
    ...words.filter((word) => lower.includes(word.toLowerCase())),
    ...PHONES.filter((phone) => spelled(phone).test(text)),
  ];
}

describe('what people tell us about themselves', () => {
  it.each([
    'logs',
    'Redis while jobs wait',
    'Redis while calls go on',
    'Redis when all is over',
    'Bull Board while jobs wait',
    'Bull Board when all is over',
    'metrics of api',
    'metrics of call-worker',
    'metrics of media-gateway',
    'metrics of analyzer',
  ])('is not in the %s', (where) => {
    expect(hits(seen.get(where) ?? '')).toEqual([]);
  });

  it('would have been found there', async () => {
    expect(spoken().length).toBeGreaterThan(10);
    expect(logs).toContain('call placed');
    expect(logs).toContain('"service":"media-gateway"');
    expect(seen.get('Redis while jobs wait')).toContain('call-');
    expect(seen.get('Bull Board while jobs wait')).toContain('call-');
    const leads = await system.api('GET', '/api/leads?limit=50');
    expect(hits(leads.text)).toEqual(expect.arrayContaining([CANARY.name, ...PHONES]));
  });

  it('is not in the queue, but the ids are', async () => {
    const ids = await system.exec(`select id from calls where dial = 1 and callback_of is null`);
    const waiting = seen.get('Redis while jobs wait') ?? '';
    expect(ids.filter(({ id }) => !waiting.includes(String(id)))).toEqual([]);
  });
});
