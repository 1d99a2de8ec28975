import { join } from 'node:path';
import { root, run, setup } from './setup.js';

const node = await setup();
process.exitCode = await run(node, [join(root, 'scripts/user-main.ts'), ...process.argv.slice(2)]);
