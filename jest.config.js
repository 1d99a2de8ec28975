/** Jest on native ES modules: swc strips the types, imports keep their `.ts`. */
export default {
  // One at a time where nobody says otherwise: two whole houses would get in each other's way. `npm
  // test` knows which suites go by the clock, and runs the others two at a time (scripts/test.js).
  maxWorkers: 1,
  // A busy machine is not a broken program; what hangs is still told from what is slow.
  testTimeout: 60_000,
  globalSetup: './tests/setup/global-setup.ts',
  globalTeardown: './tests/setup/global-teardown.ts',
  // Not jest's own pattern: it would take scripts/test.js, which runs jest, for a test.
  testMatch: ['**/*.test.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
        module: { type: 'es6' },
      },
    ],
  },
  extensionsToTreatAsEsm: ['.ts'],
  // Workspace packages are linked; without their real path they would be taken for node_modules.
  transformIgnorePatterns: ['/node_modules/(?!.*@ringback)'],
  testPathIgnorePatterns: ['/node_modules/', '/\\.data/'],
  modulePathIgnorePatterns: ['/\\.data/'],
};
