import { randomBytes } from 'node:crypto';

/** Random and not seeded: a restarted simulator must not hand out a sid that it gave before. */
export function newSid(prefix: 'CA' | 'MZ' | 'RE'): string {
  return prefix + randomBytes(16).toString('hex');
}
