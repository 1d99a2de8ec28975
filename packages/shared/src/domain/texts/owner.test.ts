import { describe, expect, it } from '@jest/globals';
import { OWNER_MOVES, OWNERS } from './owner.ts';

describe('a conversation', () => {
  it('can be closed by any owner', () => {
    const open = OWNERS.filter((owner) => owner !== 'closed');
    expect(OWNERS.filter((owner) => OWNER_MOVES[owner].includes('closed'))).toEqual(open);
  });

  it('returns to the agent from any owner', () => {
    expect(OWNERS.filter((owner) => OWNER_MOVES[owner].includes('ai'))).toEqual([
      'human',
      'paused',
      'closed',
    ]);
  });
});
