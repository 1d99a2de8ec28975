import { describe, expect, it } from '@jest/globals';
import { hashPassword, isPassword } from './password.ts';

describe('a password', () => {
  it('is known again by its hash, which says how it was made and differs each time', async () => {
    const [one, other] = [
      await hashPassword('a long password'),
      await hashPassword('a long password'),
    ];
    expect(one).toMatch(/^scrypt\$32768\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
    expect(one).not.toBe(other);
    expect(await isPassword('a long password', one)).toBe(true);
    expect(await isPassword('a long passwort', one)).toBe(false);
  });

  it('of nobody is never right, and takes as long to refuse', async () => {
    expect(await isPassword('a long password', null)).toBe(false);
    expect(await isPassword('a long password', 'something else')).toBe(false);
  });

  it('is the same however its letters were composed', async () => {
    const hash = await hashPassword('Zu\u0308rich am See');
    expect(await isPassword('Z\u00fcrich am See', hash)).toBe(true);
  });
});
