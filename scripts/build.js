import { cpSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildDashboard } from './dashboard/build-dashboard.js';
import { root, setup } from './setup.js';

/**
 * `npm run build [-- --to <folder>]` makes one program of each service, and one of the database server:
 * dist/<service>/main.mjs starts with plain Node 24 and needs no packages beside it. Beside it is the
 * health check of its image; beside the api's its second process, the files of its documentation and of
 * the queues' page, and beside the database's the migrations with their history.
 */
const { values } = parseArgs({ options: { to: { type: 'string', default: join(root, 'dist') } } });
await setup();
const { build } = await import('esbuild');

/** Packages of CommonJS ask for Node's own modules in their way. */
const BANNER =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";

/** @type {Record<string, Record<string, string>>} */
const PROGRAMS = { database: { main: 'scripts/embedded/database-main.ts' } };
for (const service of readdirSync(join(root, 'services'))) {
  PROGRAMS[service] = { main: `services/${service}/src/main.ts` };
}
Object.assign(PROGRAMS.api, { 'receiver-main': 'services/api/src/receiver/receiver-main.ts' });

for (const [service, entryPoints] of Object.entries(PROGRAMS)) {
  const outdir = join(values.to, service);
  rmSync(outdir, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints,
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    sourcemap: true,
    metafile: true,
    logLevel: 'warning',
    banner: { js: BANNER },
  });
  cpSync(join(root, 'scripts/check-ready.js'), join(outdir, 'check-ready.mjs'));
  if (service === 'api') await copyPages(outdir);
  if (service === 'database') copyMigrations(outdir);
  const main = Object.entries(metafile.outputs).find(([file]) => file.endsWith('/main.mjs'));
  const mb = ((main?.[1].bytes ?? 0) / 1e6).toFixed(1);
  process.stdout.write(`${join(outdir, 'main.mjs')}  ${mb} MB\n`);
}

function copyMigrations(outdir) {
  for (const folder of ['migrations', 'history']) {
    cpSync(join(root, 'supabase', folder), join(outdir, folder), { recursive: true });
  }
}

async function copyPages(outdir) {
  cpSync(await buildDashboard(root), join(outdir, 'dashboard'), { recursive: true });
  const inApi = createRequire(join(root, 'services/api/package.json'));
  const docs = dirname(inApi.resolve('swagger-ui-dist/package.json'));
  for (const file of ['swagger-ui.css', 'swagger-ui-bundle.js']) {
    cpSync(join(docs, file), join(outdir, 'swagger-ui', file));
  }
  const inBoard = createRequire(inApi.resolve('@bull-board/api'));
  const board = dirname(inBoard.resolve('@bull-board/ui/package.json'));
  cpSync(join(board, 'dist'), join(outdir, 'bull-board/dist'), { recursive: true });
}
