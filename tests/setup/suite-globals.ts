import type * as jestGlobals from '@jest/globals';

type Globals = Pick<typeof jestGlobals, (typeof NAMES)[number]>;
const NAMES = [
  ...(['afterAll', 'afterEach', 'beforeAll', 'beforeEach'] as const),
  ...(['describe', 'expect', 'it', 'jest', 'test'] as const),
] as const;

let current: Globals;

/** From now on every import of `@jest/globals`, now or earlier, gets those of this suite. */
export function beginSuite(globals: Globals): void {
  current = globals;
}

/** A module is loaded once and serves many suites: each name leads to that of the suite that runs. */
function leadTo<Name extends keyof Globals>(name: Name): Globals[Name] {
  const nobody = () => undefined;
  // What it stands for is a function, or an object of functions; either way everything is passed on.
  return new Proxy(nobody, {
    apply: (_, self, args) => Reflect.apply(current[name] as never, self, args),
    get: (_, key) => Reflect.get(current[name], key),
  }) as unknown as Globals[Name];
}

export const afterAll = leadTo('afterAll');
export const afterEach = leadTo('afterEach');
export const beforeAll = leadTo('beforeAll');
export const beforeEach = leadTo('beforeEach');
export const describe = leadTo('describe');
export const expect = leadTo('expect');
export const it = leadTo('it');
export const jest = leadTo('jest');
export const test = leadTo('test');
