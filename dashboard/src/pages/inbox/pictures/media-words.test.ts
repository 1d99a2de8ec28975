import { describe, expect, it } from '@jest/globals';
import { MEDIA_FAULTS, MEDIA_STATES } from '@ringback/shared/domain/pictures/media-state.ts';
import { isShown } from '@ringback/shared/domain/pictures/picture-type.ts';
import { shownAs } from './media-words.ts';

const one = (change: object = {}) => ({
  ...{ id: 'p', state: 'kept' as const, fault: null, type: 'image/jpeg', bytes: 2_345_678 },
  ...change,
});

describe('a picture of a text', () => {
  it('is shown where the server shows it, else offered as a file with its size', () => {
    for (const type of ['image/jpeg', 'image/png', 'image/gif', 'image/webp']) {
      expect(isShown(type)).toBe(true);
      expect(shownAs(one({ type }))).toEqual({ as: 'picture' });
    }
    for (const type of ['image/heic', 'application/octet-stream', 'image/svg+xml']) {
      expect(isShown(type)).toBe(false);
      expect(shownAs(one({ type }))).toMatchObject({ as: 'download' });
    }
    expect(shownAs(one({ type: 'image/heic' }))).toEqual({
      as: 'download',
      words: 'HEIC picture, 2.3 MB',
    });
  });

  it('has words for every state, and for every reason of a failure', () => {
    const words = [
      ...MEDIA_STATES.filter((state) => state !== 'kept').map((state) => shownAs(one({ state }))),
      ...MEDIA_FAULTS.map((fault) => shownAs(one({ state: 'failed', fault }))),
    ].map((shown) => ('words' in shown ? shown.words : ''));
    expect(words.every((text) => /^(A|The) picture/.test(text))).toBe(true);
    // The failure without a reason is told as the one that says least.
    expect(new Set(words).size).toBe(words.length - 1);
  });
});
