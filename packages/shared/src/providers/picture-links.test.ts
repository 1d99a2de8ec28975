import { describe, expect, it } from '@jest/globals';
import { NOON_IN_NEW_YORK as NOON } from '../testing/rows.ts';
import { createPictureLinks } from './picture-links.ts';

const ID = '5d1f0a52-4a0b-4c1e-9c55-3a1f5b1d2e77';
const links = createPictureLinks('a secret of the database');
const later = (ms: number) => new Date(NOON.getTime() + ms);

function read(path: string) {
  const [, , id = '', ends = '', signature = ''] = path.split('/');
  return { id, ends: Number(ends), signature };
}

describe('the address of a picture that is being sent', () => {
  const link = read(links.pathOf(ID, later(60_000)));

  it('opens that picture until its end', () => {
    expect(links.isValid(link, NOON)).toBe(true);
    expect(links.isValid(link, later(60_000))).toBe(true);
    expect(links.isValid(link, later(61_000))).toBe(false);
  });

  it('opens no other, and for no longer', () => {
    expect(links.isValid({ ...link, id: ID.replace('5', '6') }, NOON)).toBe(false);
    expect(links.isValid({ ...link, ends: link.ends + 1 }, NOON)).toBe(false);
    expect(links.isValid({ ...link, signature: '' }, NOON)).toBe(false);
    expect(links.isValid({ ...link, signature: link.signature.replace(/.$/, '!') }, NOON)).toBe(
      false,
    );
  });

  it('cannot be made with another secret, nor is the secret in it', () => {
    expect(createPictureLinks('another secret').isValid(link, NOON)).toBe(false);
    expect(links.pathOf(ID, NOON)).not.toContain('secret');
    expect(link.signature.length).toBeGreaterThanOrEqual(43);
  });
});
