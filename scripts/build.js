import { cpSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildDashboard } from './dashboard/build-dashboard.js';
import { root, setup } from './setup.js';

/**
 * `npm run build [-- --to <folder>]` makes one program of each service: dist/<service>/main.mjs starts
 * with plain Node 24 and needs no packages beside it. The api's second process, the files of its
 * documentation and of the queues' page are put beside its program.
 */
const { values } = parseArgs({ options: { to: { type: 'string', default: join(root, 'dist') } } });
await setup();
const { build } = await import('esbuild');

/** Packages of CommonJS ask for Node's own modules in their way. */
const BANNER =
  "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);";

for (const service of readdirSync(join(root, 'services'))) {
  const source = join(root, 'services', service, 'src');
  const outdir = join(values.to, service);
  rmSync(outdir, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: {
      main: join(source, 'main.ts'),
      ...(service === 'api' && { 'receiver-main': join(source, 'receiver/receiver-main.ts') }),
    },
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
  if (service === 'api') await copyPages(outdir);
  const main = Object.entries(metafile.outputs).find(([file]) => file.endsWith('/main.mjs'));
  const mb = ((main?.[1].bytes ?? 0) / 1e6).toFixed(1);
  process.stdout.write(`${join(outdir, 'main.mjs')}  ${mb} MB\n`);
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
