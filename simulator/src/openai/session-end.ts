import type { WebSocket } from 'ws';
import { chance } from '../chance.ts';
import { wait } from '../wait.ts';
import type { World } from '../world.ts';
import type { Complain } from './response.ts';

/** The longest life of a session: an hour. */
export const SESSION_MS = 3_600_000;

/** Ends a session whose time is up, or that ends sooner by a fault. */
export async function expire(
  { faults }: World,
  socket: WebSocket,
  complain: Complain,
  closed: AbortSignal,
): Promise<void> {
  const lifeMs = faults.realtime.session_expires_ms || SESSION_MS;
  if ((await wait(lifeMs, closed)) === 'stopped') return;
  const message = 'Your session hit the maximum duration of 60 minutes.';
  complain('session_expired', message, null, null);
  socket.close(1001);
}

/** The fault of a server that goes away in mid-call without a word. */
export async function breakOff(
  { config, faults }: World,
  socket: WebSocket,
  name: string,
  closed: AbortSignal,
): Promise<void> {
  const draw = (what: string) => chance(config.seed, name, what);
  if (draw('abrupt close') >= faults.realtime.abrupt_close) return;
  const afterMs = 2000 + draw('close at') * 6000;
  if ((await wait(afterMs, closed)) === 'passed') socket.terminate();
}
