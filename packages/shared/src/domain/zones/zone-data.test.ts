import { describe, expect, it } from '@jest/globals';
import { localText } from './offsets.ts';
import { zoneDataIsCurrent } from './zone-data.ts';

describe('zoneDataIsCurrent', () => {
  it('knows whether the clocks of Vancouver and Edmonton still change', () => {
    const noon = Date.UTC(2026, 11, 15, 12);
    const stopped =
      localText('America/Vancouver', noon).endsWith('T05:00') &&
      localText('America/Edmonton', noon).endsWith('T06:00');
    expect(zoneDataIsCurrent()).toBe(stopped);
  });
});
