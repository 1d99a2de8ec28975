import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root, run, setup } from './setup.js';

// `npm test -- <paths or flags>` hands its arguments to jest; the two checks run in any case.
const asked = process.argv.slice(2);
/** Calls and streams run in real time in these. They wait for most of their time, a few at once. */
const BY_THE_CLOCK =
  '/(tests/system/(stories|one-call|silence|gateway-away|live|callbacks|carrier|database-away)|simulator/src/stories)';
/** A browser takes a processor for itself: more than two at once only wait for each other. */
const IN_A_BROWSER = '/tests/browser/';
/** Processes are killed in these during calls: each needs the machine for itself. */
const ALONE = '/tests/(chaos/kill-the-call-worker|system/gateway-killed)';

const node = await setup();
const cache = join(root, 'node_modules/.cache/ringback');
mkdirSync(cache, { recursive: true });

const failed = [];
const counts = { passed: 0, failed: 0 };
const suites = [];
await step('style and lint', [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'check', '.']);
await step('types', [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.']);
await step('types of the dashboard', [
  join(root, 'node_modules/typescript/bin/tsc'),
  '-p',
  'dashboard',
]);
await step('dashboard', [join(root, 'scripts/check-dashboard.js')]);
if (asked.length > 0) {
  await tests('tests', asked);
} else {
  const ignored = ['/node_modules/', '/\\.data/', BY_THE_CLOCK, IN_A_BROWSER, ALONE];
  await tests('tests', [
    // Two more than the processors that CI has: much of a suite is waiting.
    '--maxWorkers=4',
    // Modules are loaded once for all suites of a worker; what grows beyond them is a leak.
    '--workerIdleMemoryLimit=500MB',
    ...ignored.map((one) => `--testPathIgnorePatterns=${one}`),
  ]);
  await tests('tests in a browser', ['--maxWorkers=2', '--testPathPatterns', IN_A_BROWSER]);
  await tests('tests by the clock', ['--maxWorkers=4', '--testPathPatterns', BY_THE_CLOCK]);
  await tests('tests alone', ['--testPathPatterns', ALONE]);
}

tellSlowest();
// A check that fails is counted as one more failed test, so that the last line never says less.
const failures = counts.failed + failed.filter((name) => !name.startsWith('tests')).length;
if (failed.length > 0) process.stdout.write(`\nNot in order: ${failed.join(', ')}\n`);
process.stdout.write(`\n${counts.passed} passed, ${failures} failed\n`);
process.exitCode = failed.length > 0 || failures > 0 || counts.passed === 0 ? 1 : 0;

async function step(name, args) {
  process.stdout.write(`\n── ${name}\n`);
  const begunAt = Date.now();
  const code = await run(node, args);
  process.stdout.write(
    `── ${name}: ${code === 0 ? 'in order' : 'FAILED'} after ${((Date.now() - begunAt) / 1000).toFixed(1)} s\n`,
  );
  if (code !== 0) failed.push(name);
}

async function tests(name, args) {
  const report = join(cache, 'jest.json');
  rmSync(report, { force: true });
  await step(name, [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    join(root, 'node_modules/jest/bin/jest.js'),
    '--json',
    `--outputFile=${report}`,
    ...args,
  ]);
  const { passed, failed: red, took } = readReport(report);
  counts.passed += passed;
  counts.failed += red;
  suites.push(...took);
}

function readReport(report) {
  try {
    const results = JSON.parse(readFileSync(report, 'utf8'));
    return {
      passed: results.numPassedTests,
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      took: results.testResults.map(({ name, startTime, endTime }) => ({
        name: relative(root, name),
        seconds: (endTime - startTime) / 1000,
      })),
    };
  } catch {
    return { passed: 0, failed: 1, took: [] };
  }
}

/** Where the time goes: what is worth making quicker is among these. */
function tellSlowest() {
  if (suites.length < 2) return;
  const slowest = suites.sort((a, b) => b.seconds - a.seconds).slice(0, 10);
  const lines = slowest.map(
    ({ name, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${name}\n`,
  );
  process.stdout.write(`\n── the slowest suites\n${lines.join('')}`);
}
