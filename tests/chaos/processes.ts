import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Child, startChild } from '@ringback/embedded/child.ts';
import { freePort } from '@ringback/embedded/free-port.ts';
import { silentLog } from '@ringback/embedded/log.ts';
import { startRedis } from '@ringback/embedded/redis.ts';
import { waitFor } from '@ringback/embedded/wait-for.ts';
import { connectDb } from '@ringback/shared/db/client.ts';
import { SECRETS, systemSettings } from '@ringback/testing/system-settings.ts';

/**
 * The system as an operator runs it: each service a process of its own, over real sockets, so that
 * any of them can be killed. `settings` are those of the services, by their names in the environment.
 */
export async function startProcesses(settings: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'ringback-chaos-'));
  const children = new Set<Child>();
  const ports = {
    database: await freePort(),
    simulator: await freePort(),
    api: await freePort(),
    gateway: await freePort(),
  };
  const redis = await startRedis({ dataDir: null, log: silentLog });
  const environment: Record<string, string> = {
    // biome-ignore lint/style/noProcessEnv: what every process needs to run at all
    PATH: String(process.env['PATH']),
    // biome-ignore lint/style/noProcessEnv: compiled once for all; some of these live for 300 ms
    NODE_COMPILE_CACHE: String(process.env['NODE_COMPILE_CACHE']),
    ...systemSettings({
      database: `http://127.0.0.1:${ports.database}`,
      redis: redis.url,
      api: `http://127.0.0.1:${ports.api}`,
      media: `ws://127.0.0.1:${ports.gateway}`,
      vendors: `http://127.0.0.1:${ports.simulator}`,
      spool: join(folder, 'spool'),
    }),
    LOG_LEVEL: 'info',
    SUPABASE_PUBLISHABLE_KEY: SECRETS.publishableKey,
    TWILIO_CALLS_PER_SECOND: '50',
    SIM_PORT: String(ports.simulator),
    SIM_ACCOUNT_SID: SECRETS.accountSid,
    SIM_AUTH_TOKEN: SECRETS.authToken,
    SIM_OPENAI_KEY: SECRETS.openaiKey,
    SIM_SMS_URL: `http://127.0.0.1:${ports.api}/webhooks/twilio/sms`,
    ...settings,
  };

  let started = 0;
  function spawn(name: string, file: string, own: Record<string, string>): Child {
    const child = startChild({
      name: `${name}-${started++}`,
      command: process.execPath,
      args: ['--import', join(process.cwd(), 'scripts/embedded/die-with-parent.ts'), file],
      env: { ...environment, ...own },
      logDir: join(folder, 'logs'),
    });
    children.add(child);
    return child;
  }

  /** Starts one service; resolves when it is ready. */
  async function startService(name: string, port?: number): Promise<Child> {
    const own = port ?? (await freePort());
    const child = spawn(name, `services/${name}/src/main.ts`, { PORT: String(own) });
    await Promise.race([
      waitFor(`http://127.0.0.1:${own}/readyz`, { deadlineMs: 60_000 }),
      child.gone,
    ]);
    return child;
  }

  const database = spawn('database', 'scripts/embedded/database-main.ts', {
    PORT: String(ports.database),
    HOST: '127.0.0.1',
    DATABASE_DIR: join(folder, 'db'),
    SEED_FILE: 'supabase/seed.sql',
  });
  const simulator = spawn('simulator', 'simulator/src/main.ts', {});
  await Promise.all([
    Promise.race([database.message, database.gone]),
    Promise.race([
      waitFor(`http://127.0.0.1:${ports.simulator}/livez`, { deadlineMs: 60_000 }),
      simulator.gone,
    ]),
  ]);

  async function json(url: string, init: RequestInit = {}) {
    const response = await fetch(url, init);
    const body = (await response.json()) as { data?: { status?: string } };
    return { status: response.status, json: body };
  }

  return {
    environment,
    // The test may wait longer than a service does: the embedded database has one processor's share.
    db: connectDb({
      url: environment['SUPABASE_URL'] ?? '',
      secretKey: SECRETS.secretKey,
      timeoutMs: 60_000,
    }),
    simulatorUrl: `http://127.0.0.1:${ports.simulator}`,
    redisUrl: redis.url,
    ports,
    startService,
    api: (method: string, path: string, body?: unknown) =>
      json(`http://127.0.0.1:${ports.api}${path}`, {
        method,
        headers: { authorization: `Bearer ${SECRETS.apiKey}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    ledger: () => json(`http://127.0.0.1:${ports.simulator}/ledger`),
    /** Gone at once, as when the power fails. */
    kill(child: Child) {
      children.delete(child);
      child.kill();
    },
    logOf: (child: Child) => readFileSync(join(folder, 'logs', `${child.name}.log`), 'utf8'),
    async stop() {
      for (const child of children) child.kill();
      await redis.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Processes = Awaited<ReturnType<typeof startProcesses>>;
