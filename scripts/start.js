import { join } from 'node:path';
import { root, run, setup } from './setup.js';

const node = await setup();
// The fourth is a channel: when this process is killed it closes, and all that was started leaves.
process.exitCode = await run(node, [join(root, 'scripts/up.ts'), ...process.argv.slice(2)], {
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
});
