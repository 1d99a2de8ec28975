import { chance } from '../chance.ts';
import { wait } from '../wait.ts';
import type { World } from '../world.ts';

/** How long a callback is held back for the next one when no next one comes. */
const HELD_AT_MOST_MS = 2000;

/** The callbacks of one call or one text: they are sent one after the other. */
export type CallbackOwner = {
  readonly key: string;
  callbackChain: Promise<unknown>;
  /** A callback held back until the next one, by the fault `reorder`. */
  heldCallback: (() => void) | null;
};

type Callback = {
  sequence: number;
  isLast: boolean;
  deliver: () => Promise<void>;
  pause: (ms: number) => Promise<'passed' | 'stopped'>;
  /** Receives what is under way from the moment the callback is sent. */
  track?: (delivery: Promise<unknown>) => void;
};

/** Sends one callback, or delays, drops, duplicates or swaps it as the faults demand. */
export async function dispatch(
  world: World,
  owner: CallbackOwner,
  { sequence, isLast, deliver, pause, track }: Callback,
): Promise<void> {
  const faults = world.faults.callbacks;
  const drawn = (name: 'drop' | 'duplicate' | 'reorder') =>
    chance(world.config.seed, owner.key, name, sequence) < faults[name];

  const delayMs = faults.delay_ms + (isLast ? faults.late_ms : 0);
  if (delayMs > 0 && (await pause(delayMs)) === 'stopped') return;
  if (drawn('drop')) return;

  const send = () => {
    // The next one is sent when this one has been answered, but a slow answer does not delay it.
    owner.callbackChain = owner.callbackChain.then(() =>
      Promise.race([deliver(), wait(world.config.timing.callbackPatienceMs, world.stopped)]),
    );
    if (drawn('duplicate')) owner.callbackChain = owner.callbackChain.then(deliver);
    track?.(owner.callbackChain);
  };
  if (drawn('reorder') && owner.heldCallback === null) {
    owner.heldCallback = send;
    await pause(HELD_AT_MOST_MS);
    if (owner.heldCallback !== send) return;
    owner.heldCallback = null;
    send();
    return;
  }
  const held = owner.heldCallback;
  owner.heldCallback = null;
  send();
  held?.();
}
