import { randomBytes } from 'node:crypto';

/** Random and not seeded: a restarted simulator must not issue a sid again. */
export function newSid(prefix: 'CA' | 'ME' | 'MM' | 'MZ' | 'RE' | 'SM'): string {
  return prefix + randomBytes(16).toString('hex');
}
