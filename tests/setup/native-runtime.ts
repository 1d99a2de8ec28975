import { createRequire, flushCompileCache, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { loadPage } from './load-page.ts';
import { beginSuite } from './suite-globals.ts';

const require = createRequire(import.meta.url);
// Its types are those of what is required, not of what is imported.
const { default: Runtime } = require('jest-runtime') as typeof import('jest-runtime');
const SUITE_GLOBALS = new URL('./suite-globals.ts', import.meta.url).href;
const { getBuiltinModule } = process;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === '@jest/globals'
      ? { url: SUITE_GLOBALS, shortCircuit: true }
      : next(specifier, context),
  load: (url, context, next) => loadPage(url) ?? next(url, context),
});

/**
 * Loads suites as Node loads our programs: types stripped, in the one realm there is, and every module
 * once for all suites of a process. Jest's own runtime compiles each module and each package again for
 * every suite, in a realm of its own, which took most of the time of a run.
 */
// biome-ignore lint/style/noDefaultExport: jest takes the default export
export default class NativeRuntime extends Runtime {
  constructor(...args: ConstructorParameters<typeof Runtime>) {
    super(...args);
    // The one that it has just put there asks this suite's registry, also when the suite is over.
    process.getBuiltinModule = getBuiltinModule;
  }

  /** The part of jest that collects and runs tests; its state is that of one suite. */
  override requireInternalModule<T = unknown>(from: string, to?: string): T {
    if (to === undefined) delete require.cache[from];
    return require(to ?? from) as T;
  }

  override async unstable_importModule(from: string): Promise<void> {
    beginSuite(this.requireModuleOrMock(from, '@jest/globals'));
    await import(pathToFileURL(from).href);
    // A worker that is killed at its end would keep nothing of what it has compiled.
    flushCompileCache();
  }
}
