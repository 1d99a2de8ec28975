import { describe, expect, it } from '@jest/globals';
import { OWNER_MOVES, OWNERS } from './owner.ts';

describe('a conversation', () => {
  it('is closed whoever has it', () => {
    const open = OWNERS.filter((owner) => owner !== 'closed');
    expect(OWNERS.filter((owner) => OWNER_MOVES[owner].includes('closed'))).toEqual(open);
  });

  it('comes back to the agent from whoever had it', () => {
    expect(OWNERS.filter((owner) => OWNER_MOVES[owner].includes('ai'))).toEqual([
      'human',
      'paused',
      'closed',
    ]);
  });
});
