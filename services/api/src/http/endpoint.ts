import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Answer, Context, Input, Part, Route, Spec } from './route.ts';

/** A description, or one whose limits depend on the time of the request. */
type Described<S extends Spec> = S | ((now: Now) => S);

type Handle<S extends Spec> = (input: Input<S>, context: Context) => Promise<Answer | null>;

/** A route before it has its dependencies: its description, and a factory of its handler. */
export type Endpoint<Deps> = {
  describe: (now: Now) => Spec;
  open: (deps: Deps, now: Now) => Route;
};

/** Ties a description to the handler that answers such requests. */
export function endpoint<
  P extends Part,
  Q extends Part,
  H extends Part,
  B extends Part,
  Deps = unknown,
>(
  described: Described<Spec<P, Q, H, B>>,
  createHandle: (deps: Deps) => Handle<Spec<P, Q, H, B>>,
): Endpoint<Deps> {
  // The list holds descriptions of different shapes; each handler was checked against its own
  // above.
  const describe = (now: Now) =>
    (typeof described === 'function' ? described(now) : described) as unknown as Spec;
  return {
    describe,
    open: (deps, now) => ({ spec: describe(now), handle: createHandle(deps) }),
  };
}
