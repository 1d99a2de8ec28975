import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildDashboard } from './dashboard/build-dashboard.js';
import { firstLoad } from './dashboard/first-load.js';
import { root, setup } from './setup.js';

/**
 * `npm run check:dashboard`: the client is the one of openapi.json, and what the first page loads
 * stays within its bounds.
 */
const MOST = { script: 150_000, style: 15_000 };

await setup();
const client = spawnSync(
  process.execPath,
  [join(root, 'dashboard/api-client/generate.js'), '--check'],
  { stdio: 'inherit' },
);
const found = firstLoad(await buildDashboard(root));
const tooMuch = Object.entries(MOST).filter(([kind, most]) => found[kind] > most);
for (const [kind, most] of Object.entries(MOST)) {
  const kb = (bytes) => (bytes / 1_000).toFixed(1);
  console.log(`first page, ${kind}: ${kb(found[kind])} kB of gzip, at most ${kb(most)}`);
}
if (tooMuch.length > 0) console.log(`Loaded eagerly: ${found.files.join(', ')}`);
process.exitCode = client.status === 0 && tooMuch.length === 0 ? 0 : 1;
