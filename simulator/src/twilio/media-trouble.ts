import { chance } from '../chance.ts';
import type { World } from '../world.ts';
import type { Call } from './call.ts';

/** What the faults do to one step of a stream. */
export type MediaTrouble = {
  /** The socket is cut here, without `stop`. */
  cuts(step: number): boolean;
  /** From here on nothing is sent or read any more, though the socket stays. */
  deaf(step: number): boolean;
  /** This step's audio is lost. */
  loses(step: number): boolean;
  /** This step's audio is held back, to arrive in a burst with later ones. */
  delays(step: number): boolean;
};

const STEPS_PER_SECOND = 50;
const GAP_STEPS = 20;

type Dice = { config: Pick<World['config'], 'seed'>; faults: Pick<World['faults'], 'media'> };

/** Draws a stream's faults once, from the seed and the call, so that they repeat. */
export function drawMediaTrouble(world: Dice, call: Pick<Call, 'key'>): MediaTrouble {
  const { cut, half_open, gap, jitter_ms } = world.faults.media;
  const draw = (...names: (string | number)[]) => chance(world.config.seed, call.key, ...names);
  const cutAt = draw('cut') < cut ? 50 + Math.floor(draw('cut-at') * 200) : -1;
  const deafFrom = draw('half-open') < half_open ? 50 + Math.floor(draw('half-open-at') * 200) : -1;
  let heldUntil = 0;

  return {
    cuts: (step) => step === cutAt,
    deaf: (step) => deafFrom >= 0 && step >= deafFrom,
    loses(step) {
      const second = Math.floor(step / STEPS_PER_SECOND);
      return gap > 0 && step % STEPS_PER_SECOND < GAP_STEPS && draw('gap', second) < gap;
    },
    delays(step) {
      if (jitter_ms === 0) return false;
      if (step < heldUntil) return true;
      heldUntil = step + 1 + Math.floor((draw('jitter', step) * jitter_ms) / 20);
      return false;
    },
  };
}
