import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, setup } from './setup.js';

/**
 * `npm run proof -- <name>` runs one long trial out of tests/proofs and prints its figures; without a
 * name it lists them. A short version of each is part of `npm test`.
 */
const folder = join(root, 'tests/proofs');
const ENDING = '.proof.ts';
const names = existsSync(folder)
  ? readdirSync(folder)
      .filter((file) => file.endsWith(ENDING))
      .map((file) => file.slice(0, -ENDING.length))
  : [];
const [name, ...flags] = process.argv.slice(2);

if (!name || !names.includes(name)) {
  process.stdout.write(
    `${name ? `There is no proof "${name}". ` : ''}Proofs: ${names.join(', ') || 'none'}\n`,
  );
  process.exitCode = name ? 1 : 0;
} else {
  const node = await setup();
  process.exitCode = await run(node, [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    join(root, 'node_modules/jest/bin/jest.js'),
    '--testMatch',
    `**/tests/proofs/${name}${ENDING}`,
    // A proof may take long; the timeout only catches one that hangs.
    '--testTimeout=3600000',
    ...flags,
  ]);
}
