import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '@ringback/embedded/database.ts';
import { connectDb, type Db } from '@ringback/shared/db/client.ts';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { readConfig } from '@ringback/shared/runtime/read-config.ts';
import { OPERATOR, SECRETS, systemSettings } from '@ringback/testing/system-settings.ts';
import { startTestDatabase as openDatabase } from '@ringback/testing/test-database.ts';
import twilio from 'twilio';
import { Config } from '../config.ts';
import { startApi } from '../service.ts';
import { checkAnswer, type Reply } from './check-answer.ts';

/** Friday noon in New York: inside the calling hours of every number used here. */
export const NOON = new Date('2026-11-20T17:00:00Z');
/** Two in the morning of the same Friday. */
export const NIGHT = new Date('2026-11-20T07:00:00Z');

export const { apiKey: ADMIN_KEY, authToken: AUTH_TOKEN } = SECRETS;
export const PUBLIC_URL = 'https://ringback.example.com';

type Init = Omit<RequestInit, 'headers'> & { headers?: Record<string, string> };

export type World = Awaited<ReturnType<typeof startWorld>>;

/**
 * The tests' database on this machine, and switches that make it, or its writes, unavailable. The
 * embedded database can be made read-only: it has one session, so one setting holds for all.
 */
export async function startTestDatabase(kind?: 'embedded') {
  const database: Database = await openDatabase(
    {
      publishableKey: SECRETS.publishableKey,
      secretKey: SECRETS.secretKey,
    },
    kind,
  );
  let isAway = false;
  const network: typeof fetch = async (input, init) => {
    if (isAway) throw new TypeError('fetch failed');
    return database.fetch(input, init);
  };
  return {
    fetch: network,
    exec: database.exec,
    takeAway: () => {
      isAway = true;
    },
    bringBack: () => {
      isAway = false;
    },
    /** Like a standby, or a database with a full disk: readable and not writable. */
    readOnly: (on: boolean) =>
      database.exec(`set default_transaction_read_only = ${on ? 'on' : 'off'}`),
    stop: database.stop,
  };
}

type Options = {
  now?: Date;
  env?: Record<string, string>;
  cleanupMs?: number;
  /** Receives every line of the log; without it nothing is logged. */
  lines?: string[];
  database?: Awaited<ReturnType<typeof startTestDatabase>>;
};

/** A whole api with its own database and queue prefix. */
export async function startWorld(options: Options = {}) {
  const { now = NOON, env = {}, cleanupMs, lines, database } = options;
  const db = database ?? (await startTestDatabase());
  const prefix = `{test-${randomBytes(6).toString('hex')}}`;
  const redisUrl = redisAddress();
  const spoolDir = mkdtempSync(join(tmpdir(), 'ringback-spool-'));
  const clock = { now };
  const config = readConfig(Config, {
    ...systemSettings({ redis: redisUrl, queuePrefix: prefix, api: PUBLIC_URL, spool: spoolDir }),
    PORT: '0',
    ...env,
  });
  const log = createLogger(
    { service: 'api', level: lines ? 'debug' : 'silent' },
    { write: (line) => void lines?.push(line) },
  );
  const patience = cleanupMs === undefined ? {} : { cleanupMs };
  const api = await startApi({ ...config, ...patience }, log, {
    fetch: db.fetch,
    now: () => clock.now,
    // Written once: no test reads it, and a heartbeat does not meet what tests do to the database's
    // session.
    heartbeatMs: 3_600_000,
  });

  async function send(path: string, init: Init = {}): Promise<Reply> {
    // Kept alive, connections would outlive the test.
    const headers = { connection: 'close', ...init.headers };
    const response = await fetch(`${api.url}${path}`, { redirect: 'manual', ...init, headers });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    const body: unknown = isJson ? JSON.parse(text) : null;
    return { status: response.status, body, text, headers: response.headers };
  }

  /** Sends a request with an API key; `body` becomes JSON. Every answer must be as documented. */
  async function call(
    method: string,
    path: string,
    options: { key?: string | null; body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Reply> {
    const { key = ADMIN_KEY, body, headers = {} } = options;
    const reply = await send(path, {
      method,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    checkAnswer(method, path, reply);
    return reply;
  }

  /** As a browser: the cookie of whoever signs in, and the token of its pages. */
  async function signIn(email = OPERATOR.email, password = OPERATOR.password) {
    const reply = await call('POST', '/session', { key: null, body: { email, password } });
    return asSignedIn(reply);
  }

  /** Sends a request as the carrier, with its signature over the public address. */
  function carrier(path: string, form: Record<string, string>): Promise<Reply> {
    const signature = twilio.getExpectedTwilioSignature(AUTH_TOKEN, `${PUBLIC_URL}${path}`, form);
    return send(path, {
      method: 'POST',
      headers: { 'x-twilio-signature': signature },
      body: new URLSearchParams(form),
    });
  }

  return {
    api,
    db,
    clock,
    prefix,
    redisUrl,
    spoolDir,
    send,
    call,
    signIn,
    carrier,
    /** Access to the repositories, without the api. */
    rows: connectDb({
      url: 'http://database.test',
      secretKey: SECRETS.secretKey,
      fetch: db.fetch,
    }) as Db,
    async stop() {
      await api.stop();
      if (!database) await db.stop();
    },
  };
}

/** What a browser keeps of an answer that lets it in. */
export function asSignedIn({ status, headers, body }: Reply) {
  const setCookie = headers.get('set-cookie') ?? '';
  const cookie = setCookie.split(';')[0] ?? '';
  const csrf = String(body?.data?.csrf_token);
  return {
    status,
    body,
    setCookie,
    cookie,
    /** The headers of a page of ours that reads, and of one that writes. */
    reads: { cookie },
    writes: { cookie, 'x-csrf-token': csrf },
  };
}

function redisAddress(): string {
  // biome-ignore lint/style/noProcessEnv: where the run of the tests has its Redis
  return process.env['TEST_REDIS_URL'] ?? 'redis://127.0.0.1:6379';
}

export const callSidOf = (serial: number): string => `CA${String(serial).padStart(32, '0')}`;
