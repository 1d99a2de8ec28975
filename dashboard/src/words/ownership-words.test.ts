import { describe, expect, it } from '@jest/globals';
import { OWNERSHIP_REASONS } from '@ringback/shared/domain/reasons/end-reasons.ts';
import { ownershipWords } from './ownership-words.ts';

const change = { to_owner: 'human', actor_id: 'u1', actor_name: 'Marcus', reason: 'owner_human' };

describe('a change of who answers', () => {
  it('has words for every reason', () => {
    for (const reason of OWNERSHIP_REASONS) {
      const words = ownershipWords({ ...change, reason }, 'me', '10:16 AM');
      expect(words ?? 'said elsewhere').not.toMatch(/“|_|undefined/);
    }
  });

  it('names who did it', () => {
    expect(ownershipWords(change, 'u1', '10:16 AM')).toBe('You took over at 10:16 AM.');
    expect(ownershipWords(change, 'me', '10:16 AM')).toBe('Marcus took over at 10:16 AM.');
    expect(ownershipWords({ ...change, reason: 'new_one' }, 'me', '10:16')).toBe(
      'To a person at 10:16: “new_one”.',
    );
  });
});
