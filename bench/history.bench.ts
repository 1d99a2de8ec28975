import { silentLog } from '@ringback/embedded/log.ts';
import { startPostgresServer } from '@ringback/embedded/postgres-server.ts';
import postgres from 'postgres';
import { fillHistory, NOW } from './history/fill.ts';
import { measure } from './history/measure.ts';
import { AIMS, QUESTIONS } from './history/questions.ts';
import { openScratchDatabase, round } from './texts/scratch-database.ts';

/**
 * What every public function and every list costs with ten thousand leads behind it, and with a
 * million: on the Postgres at DATABASE_URL, else on one of its own. HISTORY_SIZES=10000,100000 takes
 * other sizes; a million takes some minutes to write, and about 12 GB while it is there.
 */
const [smallSize = 10_000, largeSize = 1_000_000] = (process.env['HISTORY_SIZES'] ?? '')
  .split(',')
  .filter(Boolean)
  .map(Number);
const ROUNDS = 7;
/** Below this the machine's own noise is larger than what is asked for. */
const NOISE_MS = 2;

const own = process.env['DATABASE_URL']
  ? null
  : await startPostgresServer({ cacheDir: 'node_modules/.cache/ringback', log: silentLog });
const server = process.env['DATABASE_URL'] || own?.url;

const small = await costsAt(smallSize);
const large = await costsAt(largeSize);
await own?.stop();

const table = QUESTIONS.map(({ name, kind }, at) => {
  const [before, after] = [small[at], large[at]];
  const [smallMs, largeMs] = [before?.ms ?? 0, after?.ms ?? 0];
  return {
    name,
    kind,
    small_ms: round(smallMs),
    large_ms: round(largeMs),
    ratio: round(largeMs / Math.max(smallMs, 0.01)),
    aim: AIMS[kind],
    met: largeMs <= Math.max(smallMs * AIMS[kind], smallMs + NOISE_MS),
    scanned: Object.fromEntries(
      Object.entries(after?.scanned ?? {}).filter(([, rows]) => rows > 1_000),
    ),
  };
});
console.log(
  JSON.stringify({
    bench: 'history',
    sizes: [smallSize, largeSize],
    rounds: ROUNDS,
    noise_ms: NOISE_MS,
    missed: table.filter(({ met }) => !met).map(({ name }) => name),
    table,
  }),
);

async function costsAt(size: number) {
  const database = await openScratchDatabase(server);
  process.stderr.write(`writing a history of ${size}\n`);
  await database.exec(fillHistory(size));
  // As autovacuum would have left it, and a house that has run for a while.
  await database.exec('vacuum (analyze)');
  await database.exec(`select public.call_health('${NOW}')`);
  const sql = postgres(database.address, { max: 1, onnotice: () => undefined });
  const costs = [];
  for (const question of QUESTIONS) costs.push(await measure(sql, question, ROUNDS));
  await sql.end();
  await database.stop();
  return costs;
}
