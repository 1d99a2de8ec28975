import { chance } from '../chance.ts';
import type { World } from '../world.ts';
import { signRetell } from './signature.ts';

const RETRIES = 3;
const PATIENCE_MS = 10_000;

/** Posts one signed event and repeats it until it is accepted: the answer's body, or null. */
export async function sendEvent(
  world: World,
  person: string,
  url: string,
  event: object,
): Promise<string | null> {
  const body = JSON.stringify(event);
  const number = world.count(`retell events of ${person}`);
  const { callbacks } = world.faults;
  const drawn = (name: 'drop' | 'duplicate') =>
    chance(world.config.seed, `retell ${person}`, number, name) < callbacks[name];
  if (drawn('drop')) return null;
  let answer = await deliver(world, url, body);
  if (drawn('duplicate')) answer = await deliver(world, url, body);
  return answer;
}

async function deliver(world: World, url: string, body: string): Promise<string | null> {
  for (let attempt = 0; attempt <= RETRIES && !world.stopped.aborted; attempt += 1) {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'x-retell-signature': signRetell(world.config.retellKey ?? '', body, world.texts.now()),
        },
        body,
        signal: AbortSignal.any([world.stopped, AbortSignal.timeout(PATIENCE_MS)]),
      });
      const text = await response.text();
      if (response.ok) return text;
    } catch (thrown) {
      // The receiver is down or does not answer: the next attempt may reach it.
      world.log.debug({ err: String(thrown) }, 'a retell event was not accepted');
    }
  }
  world.log.warn({ attempts: RETRIES + 1 }, 'a retell event was given up');
  return null;
}
