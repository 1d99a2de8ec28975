import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** The key that a request carries; null if it carries none. */
export function keyIn({ authorization }: IncomingHttpHeaders): string | null {
  return /^Bearer ([\x21-\x7e]{1,200})$/i.exec(authorization ?? '')?.[1] ?? null;
}

/** Keys are long and random, so a plain hash is enough to make the table useless to a thief. */
export function hashKey(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
