import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { env } from 'node:process';

// What has been compiled once is read back by the next process; jest's workers inherit the address.
const compiled = join(import.meta.dirname, 'node_modules/.cache/ringback/compiled');
enableCompileCache(compiled);
env['NODE_COMPILE_CACHE'] = compiled;

/** Jest on Node's own loader: tests/setup/native-runtime.ts says why. */
export default {
  // One at a time where nobody says otherwise. `npm test` knows which suites can run side by side
  // (scripts/test.js).
  maxWorkers: 1,
  // A busy machine is not a broken program; what hangs is still told from what is slow. A wait
  // (packages/shared/src/testing/until.ts) ends before its test, and says for what it waited.
  testTimeout: 120_000,
  globalSetup: './tests/setup/global-setup.ts',
  globalTeardown: './tests/setup/global-teardown.ts',
  // Not jest's own pattern: it would take scripts/test.js, which runs jest, for a test.
  testMatch: ['**/*.test.ts', '**/*.test.tsx'],
  testSequencer: './tests/setup/long-first.ts',
  // Node strips the types itself.
  transform: {},
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  runtime: './tests/setup/native-runtime.ts',
  testEnvironment: './tests/setup/native-environment.ts',
  testPathIgnorePatterns: ['/node_modules/', '/\\.data/'],
  modulePathIgnorePatterns: ['/\\.data/'],
};
