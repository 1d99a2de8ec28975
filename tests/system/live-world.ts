import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Config } from '@ringback/api/config.ts';
import { type Api, startApi } from '@ringback/api/service.ts';
import { silentLog } from '@ringback/embedded/log.ts';
import { type PrivateRedis, startRedis } from '@ringback/embedded/redis.ts';
import { connectDb } from '@ringback/shared/db/client.ts';
import { createLeads } from '@ringback/shared/db/leads/leads.ts';
import { createEvents } from '@ringback/shared/db/live/events.ts';
import { createActiveLeads } from '@ringback/shared/queue/active-leads.ts';
import { createAnnouncer } from '@ringback/shared/queue/announcer.ts';
import { connectPatiently } from '@ringback/shared/queue/connect.ts';
import { createStreamPlaces } from '@ringback/shared/queue/stream-places.ts';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { readConfig } from '@ringback/shared/runtime/read-config.ts';
import { OPERATOR, SECRETS, systemSettings } from '@ringback/testing/system-settings.ts';
import { startTestDatabase } from '@ringback/testing/test-database.ts';
import { openStream, type Stream } from './live-reader.ts';

type LiveTiming = NonNullable<NonNullable<Parameters<typeof startApi>[2]>['live']>;
type Options = { live?: LiveTiming; settings?: Record<string, string> };
type Listen = { key?: string | null; after?: number | string; query?: string; cookie?: string };

const PREFIX = '{live}';

/** Apis on a database and a Redis of their own, which can be lost, and processes that write. */
export async function startLiveWorld() {
  const { publishableKey, secretKey, apiKey } = SECRETS;
  const database = await startTestDatabase({ port: 0, publishableKey, secretKey });
  let redis: PrivateRedis = await startRedis({ dataDir: null, log: silentLog });
  const redisUrl = redis.url;
  const own = connectPatiently(redisUrl);
  const { afterWrites } = createAnnouncer(own, PREFIX);
  const db = connectDb({ url: database.url, secretKey, fetch: afterWrites(fetch) });
  const apis: Api[] = [];
  const streams = new Set<Stream>();
  let phones = 2_125_550_000;

  async function startOne({ live = {}, settings = {} }: Options = {}): Promise<Api> {
    const config = readConfig(Config, {
      ...systemSettings({
        database: database.url,
        redis: redisUrl,
        queuePrefix: PREFIX,
        spool: mkdtempSync(join(tmpdir(), 'ringback-spool-')),
      }),
      PORT: '0',
      ...settings,
    });
    const api = await startApi(config, createLogger({ service: 'api', level: 'silent' }), { live });
    apis.push(api);
    return api;
  }

  const nextPhone = () => `+1${phones++}`;
  const leads = createLeads(db);

  return {
    database,
    db,
    leads,
    events: createEvents(db),
    activeLeads: createActiveLeads({ redis: own, prefix: PREFIX, now: () => new Date() }),
    /** The places of streams as a process with this clock has them. */
    placesAt: (now: () => Date) => createStreamPlaces({ redis: own, prefix: PREFIX, now }),
    startApi: startOne,

    /** A row, and with it an event. */
    write: (name = 'Ada') => leads.create({ phone: nextPhone(), name }, new Date()),

    /** The ids of the whole log above this one. */
    async idsAfter(id: number): Promise<number[]> {
      const rows = await database.exec(`select id from events where id > ${id} order by id`);
      return rows.map((row) => Number(row['id']));
    },

    async listen(
      api: Api,
      { key = apiKey, after, query = '', cookie }: Listen = {},
      deaf = false,
    ): Promise<Stream> {
      const stream = await openStream(`${api.url}/api/live${query}`, {
        deaf,
        headers: {
          ...(key === null ? {} : { authorization: `Bearer ${key}` }),
          ...(after === undefined ? {} : { 'last-event-id': String(after) }),
          ...(cookie === undefined ? {} : { cookie }),
        },
      });
      streams.add(stream);
      return stream;
    },

    async ask(
      api: Api,
      method: string,
      path: string,
      body?: object,
      cookie?: string,
      more: Record<string, string> = {},
    ) {
      const response = await fetch(`${api.url}${path}`, {
        method,
        headers: {
          connection: 'close',
          ...(cookie ? { cookie } : { authorization: `Bearer ${apiKey}` }),
          ...(body ? { 'content-type': 'application/json' } : {}),
          ...more,
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      const text = await response.text();
      // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of a body
      const json: any = text.startsWith('{') ? JSON.parse(text) : null;
      return { status: response.status, text, json };
    },

    async signIn(api: Api): Promise<string> {
      const response = await fetch(`${api.url}/session`, {
        method: 'POST',
        redirect: 'manual',
        headers: { connection: 'close' },
        body: new URLSearchParams(OPERATOR),
      });
      return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    },

    /** Processes that write so many rows a second between them; resolves when they are done. */
    async writeFromProcesses({ processes, perSecond, rows }: Record<string, number>) {
      const count = processes ?? 1;
      const each = Math.ceil((rows ?? 1) / count);
      const runs = Array.from({ length: count }, async () => {
        const job = {
          databaseUrl: database.url,
          secretKey,
          redisUrl,
          prefix: PREFIX,
          rows: each,
          everyMs: (1_000 * count) / (perSecond ?? 1),
          firstPhone: phones,
        };
        phones += each;
        const child = spawn(
          process.execPath,
          ['tests/system/live-writer.ts', JSON.stringify(job)],
          {
            stdio: ['ignore', 'ignore', 'pipe'],
          },
        );
        let complaint = '';
        child.stderr.on('data', (text) => {
          complaint += String(text);
        });
        const [code] = await once(child, 'exit');
        if (code !== 0) throw new Error(`a writer failed: ${complaint}`);
      });
      await Promise.all(runs);
    },

    /** Redis stays and has lost everything. */
    async flush(): Promise<void> {
      await own.flushall();
    },

    /** Redis is gone for a moment and comes back empty. */
    async restartRedis() {
      await redis.stop();
      redis = await startRedis({
        dataDir: null,
        log: silentLog,
        port: Number(new URL(redisUrl).port),
        password: new URL(redisUrl).password,
      });
    },

    async stop() {
      for (const stream of streams) stream.cut();
      for (const api of apis) await api.stop();
      own.disconnect();
      await redis.stop();
      await database.stop();
    },
  };
}

export type LiveWorld = Awaited<ReturnType<typeof startLiveWorld>>;
