import { chance } from '../chance.ts';
import { wait } from '../wait.ts';
import type { World } from '../world.ts';

/** How long a callback is held back for the next one when no next one comes. */
const HELD_AT_MOST_MS = 2000;

/** What is told of one call or one text: its callbacks leave one after the other. */
export type Teller = {
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
  /** Is handed what is under way from the moment the callback leaves. */
  track?: (delivery: Promise<unknown>) => void;
};

/** Lets one callback go, or delays, drops, doubles or swaps it as the faults say. */
export async function dispatch(
  world: World,
  teller: Teller,
  { sequence, isLast, deliver, pause, track }: Callback,
): Promise<void> {
  const faults = world.faults.callbacks;
  const drawn = (name: 'drop' | 'duplicate' | 'reorder') =>
    chance(world.config.seed, teller.key, name, sequence) < faults[name];

  const delayMs = faults.delay_ms + (isLast ? faults.late_ms : 0);
  if (delayMs > 0 && (await pause(delayMs)) === 'stopped') return;
  if (drawn('drop')) return;

  const send = () => {
    // The next one leaves when this one has been answered, but a slow answer does not hold it up.
    teller.callbackChain = teller.callbackChain.then(() =>
      Promise.race([deliver(), wait(world.config.timing.callbackPatienceMs, world.stopped)]),
    );
    if (drawn('duplicate')) teller.callbackChain = teller.callbackChain.then(deliver);
    track?.(teller.callbackChain);
  };
  if (drawn('reorder') && teller.heldCallback === null) {
    teller.heldCallback = send;
    await pause(HELD_AT_MOST_MS);
    if (teller.heldCallback !== send) return;
    teller.heldCallback = null;
    send();
    return;
  }
  const held = teller.heldCallback;
  teller.heldCallback = null;
  send();
  held?.();
}
