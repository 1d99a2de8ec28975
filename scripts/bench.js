import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, setup } from './setup.js';

// Each bench prints one JSON object on stdout; all talk goes to stderr, so that stdout can be kept.

const only = readOnly(process.argv.slice(2));
const names = readdirSync(join(root, 'bench'))
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.bench.ts'.length))
  .sort();
const chosen = only === undefined ? names : names.filter((name) => name === only);
if (chosen.length === 0) {
  const there = names.length > 0 ? `There are: ${names.join(', ')}.` : 'There is none yet.';
  process.stderr.write(`No bench ${only === undefined ? 'to run' : `named "${only}"`}. ${there}\n`);
  process.exit(only === undefined ? 0 : 2);
}

const node = await setup();
const failed = [];
for (const name of chosen) {
  process.stderr.write(`── ${name}\n`);
  const code = await run(node, [join(root, 'bench', `${name}.bench.ts`)]);
  if (code !== 0) failed.push(name);
}
if (failed.length > 0) process.stderr.write(`Failed: ${failed.join(', ')}\n`);
process.exitCode = failed.length > 0 ? 1 : 0;

function readOnly(args) {
  if (args.length === 0) return undefined;
  if (args[0] === '--only' && args.length === 2) return args[1];
  if (args.length === 1 && args[0].startsWith('--only=')) return args[0].slice('--only='.length);
  process.stderr.write('npm run bench [-- --only <name>]\n');
  process.exit(2);
}
