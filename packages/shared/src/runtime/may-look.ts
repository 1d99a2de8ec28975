import type { IncomingMessage } from 'node:http';
import { hashKey, keyIn } from './api-key.ts';
import type { Now } from './clock.ts';
import { isNearby } from './is-nearby.ts';
import { createNoMoreThan } from './no-more-than.ts';

type Deps = {
  /** Null for a key that opens nothing. */
  findKey: (keyHash: string) => Promise<object | null>;
  now: Now;
};

/** Each costs a query to the database. */
const WRONG_PER_MINUTE = 60;

/**
 * Who may see the status of a process beyond whether it runs: a client on its machine, or one with
 * a key.
 */
export function createMayLook({ findKey, now }: Deps) {
  const wrong = createNoMoreThan(WRONG_PER_MINUTE, now);
  // A key that was valid is checked again, however often others at that address are wrong.
  const right = new Set<string>();

  return async (req: Pick<IncomingMessage, 'socket' | 'headers'>): Promise<boolean> => {
    if (isNearby(req)) return true;
    const key = keyIn(req.headers);
    if (key === null) return false;
    const keyHash = hashKey(key);
    const address = req.socket.remoteAddress ?? '';
    if (!right.has(keyHash) && wrong.isSpent(address)) return false;
    const isRight = (await findKey(keyHash).catch(() => null)) !== null;
    if (isRight) right.add(keyHash);
    else wrong.count(address);
    return isRight;
  };
}
