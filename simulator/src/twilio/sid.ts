import { randomBytes } from 'node:crypto';

/** Random and not seeded: a restarted simulator must not hand out a sid that it gave before. */
export function newSid(prefix: 'CA' | 'ME' | 'MM' | 'MZ' | 'RE' | 'SM'): string {
  return prefix + randomBytes(16).toString('hex');
}
