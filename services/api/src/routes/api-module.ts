import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Config } from '../config.ts';
import type { Endpoint } from '../http/endpoint.ts';
import type { Route, Spec } from '../http/route.ts';
import type { Kernel } from '../kernel.ts';

/** All routes of one resource. */
export type ApiModule = {
  /** In the order of the documentation. */
  specs: (now: Now) => Spec[];
  routes: (kernel: Kernel, config: Config) => Route[];
};

/** The dependencies of all these endpoints. */
type DepsOf<E> = [E] extends [Endpoint<infer Deps>] ? Deps : never;

/** The endpoints of one resource, and a factory of their dependencies: repositories, settings. */
export function apiModule<E extends Endpoint<never>>(
  endpoints: (E & Endpoint<DepsOf<E>>)[],
  createDeps: (kernel: Kernel, config: Config) => DepsOf<E>,
): ApiModule {
  return {
    specs: (now) => endpoints.map(({ describe }) => describe(now)),
    routes(kernel, config) {
      const deps = createDeps(kernel, config);
      return endpoints.map(({ open }) => open(deps, kernel.now));
    },
  };
}
