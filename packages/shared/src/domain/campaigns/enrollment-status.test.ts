import { describe, expect, it } from '@jest/globals';
import { ENROLLMENT_MOVES, ENROLLMENT_STATUSES, isEnded } from './enrollment-status.ts';

describe('an enrollment', () => {
  it('pauses and resumes, and leaves no ending', () => {
    expect(ENROLLMENT_MOVES.active).toContain('paused');
    expect(ENROLLMENT_MOVES.paused).toContain('active');
    expect(ENROLLMENT_STATUSES.filter(isEnded)).toEqual(['completed', 'stopped']);
  });

  it('is stopped from anywhere that is not an ending', () => {
    const from = ENROLLMENT_STATUSES.filter((one) => ENROLLMENT_MOVES[one].includes('stopped'));
    expect(from).toEqual(['active', 'paused']);
  });
});
