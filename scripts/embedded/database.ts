import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { serve } from '@hono/node-server';
import { checkRights } from './check-rights.ts';
import { keepSpelling } from './keep-spelling.ts';
import { loadLite, quietly } from './load-lite.ts';
import type { Log } from './log.ts';
import { type Migrated, migrate, readMigrations, seedOnce } from './migrate.ts';
import { openPglite } from './open-pglite.ts';
import { openPostgres } from './open-postgres.ts';
import { findSnapshot, keepSnapshot } from './snapshot.ts';
import type { SqlRow } from './sql-connection.ts';

export type DatabaseOptions = {
  /** A plain folder for the embedded Postgres; null keeps it in memory. */
  dataDir: string | null;
  /** Use this Postgres instead of the embedded one. */
  databaseUrl?: string | undefined;
  /** That Postgres is a copy of one that has all of this already: nothing is looked at again. */
  isCopy?: boolean;
  /** Serve over HTTP on this port; 0 takes a free one; left out, only `fetch` answers. */
  port?: number | undefined;
  host?: string | undefined;
  publishableKey: string;
  secretKey: string;
  migrationsDir: string;
  /** Planted once per database, after the migrations. */
  seedFile?: string | undefined;
  log: Log;
};

export type Database = {
  url: string;
  /** The same server without a network: `createClient(url, key, { global: { fetch } })`. */
  fetch: typeof fetch;
  /** Runs SQL as the owner of the database, past all rules; the rows of the last statement. */
  exec(sql: string): Promise<SqlRow[]>;
  /** What this start applied, as `version_name`. */
  applied: string[];
  /** Migrations whose file is no longer what was applied. */
  changed: string[];
  seeded: boolean;
  stop(): Promise<void>;
};

const UNTOUCHED: Migrated = { applied: [], changed: [] };

/** A Supabase-compatible database server with our migrations, keys and row level security in force. */
export async function startDatabase(options: DatabaseOptions): Promise<Database> {
  const migrations = existsSync(options.migrationsDir) ? readMigrations(options.migrationsDir) : [];
  const postgres = await open(options, migrations);
  const { App } = await loadLite();
  const app = new App({
    connection: postgres.connection,
    auth: {
      enabled: true,
      // Accounts are made by the operator; the public key makes none.
      enable_signup: false,
      publishable_key: options.publishableKey,
      secret_key: options.secretKey,
      jwt_secret: createHash('sha256').update(`jwt:${options.secretKey}`).digest('hex'),
    },
    // Never admin mode: it would take requests without a key for the service's own.
    options: { server: { admin: false, disableStudio: true } },
  });

  async function setUp(): Promise<Migrated> {
    await checkRights(postgres.db.query);
    await app.ensureSystemSchema();
    return migrate(postgres.db, migrations, options.log);
  }
  const { migrated, seeded } = await postgres.alone(async () => {
    return {
      migrated: postgres.fromSnapshot ? UNTOUCHED : await setUp(),
      seeded: options.seedFile ? await seedOnce(postgres.db, options.seedFile) : false,
    };
  });
  await postgres.connection.clearSchemaCache();
  if (!postgres.fromSnapshot) await postgres.keep(migrations);

  const answer = (request: Request, peerAddress: string | null) =>
    postgres.inTurn(() => quietly(async () => app.fetch(keepSpelling(request), { peerAddress })));
  await learnTables(answer, postgres.db.query, options.secretKey);

  const ready = async () => (await postgres.db.query('select 1')).length === 1;
  const server = options.port === undefined ? null : await listen(answer, ready, options);
  return {
    url: server?.url ?? 'http://localhost',
    fetch: (input, init) => answer(new Request(input, init), null),
    exec: (sql) => postgres.db.script(sql),
    ...migrated,
    seeded,
    async stop() {
      await server?.close();
      await postgres.close();
    },
  };
}

type Migrations = ReturnType<typeof readMigrations>;

async function open(options: DatabaseOptions, migrations: Migrations) {
  const { dataDir, databaseUrl, isCopy = false } = options;
  if (databaseUrl) {
    const postgres = await openPostgres(databaseUrl);
    return { ...postgres, fromSnapshot: isCopy, keep: async () => undefined };
  }
  // In memory means a test: nine tenths of its start would be making the same tables again.
  const snapshot = dataDir === null ? findSnapshot(migrations) : undefined;
  const pglite = await openPglite({ dataDir, ...(snapshot === undefined ? {} : { snapshot }) });
  return {
    ...pglite,
    fromSnapshot: snapshot !== undefined,
    keep: async (applied: Migrations) => {
      if (dataDir === null) await keepSnapshot(applied, await pglite.snapshot());
    },
  };
}

type Answer = (request: Request, peerAddress: string | null) => Promise<Response>;

/** The first request makes roles and reads the catalogue; better now than under a race of callers. */
async function learnTables(
  answer: Answer,
  query: (sql: string) => Promise<SqlRow[]>,
  secretKey: string,
): Promise<void> {
  const [table] = await query(
    `select tablename from pg_tables where schemaname = 'public' limit 1`,
  );
  const name = typeof table?.['tablename'] === 'string' ? table['tablename'] : '';
  const url = `http://localhost/rest/v1/${encodeURIComponent(name)}?limit=0`;
  await (await answer(new Request(url, { headers: { apikey: secretKey } }), null)).text();
}

async function listen(
  answer: Answer,
  ready: () => Promise<boolean>,
  { port, host = '127.0.0.1' }: DatabaseOptions,
) {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = serve(
    {
      hostname: host,
      port: port ?? 0,
      fetch: async (request, env) => {
        if (new URL(request.url).pathname === '/readyz') return health(ready);
        const { remoteAddress } = env.incoming.socket;
        return answer(await whole(request), remoteAddress ?? null);
      },
    },
    (address) => resolve(address.port),
  );
  server.once('error', reject);
  const bound = await promise;
  return {
    url: `http://127.0.0.1:${bound}`,
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}

async function health(ready: () => Promise<boolean>): Promise<Response> {
  const ok = await ready().catch(() => false);
  return Response.json({ ok }, { status: ok ? 200 : 503 });
}

/** The body is taken in before its turn comes, so that a slow sender delays no other request. */
async function whole(request: Request): Promise<Request> {
  if (request.method === 'GET' || request.method === 'HEAD') return request;
  const { url, method, headers } = request;
  return new Request(url, { method, headers, body: await request.arrayBuffer() });
}
