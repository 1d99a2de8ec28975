import { describe, expect, it } from '@jest/globals';
import {
  canMove,
  ENROLLMENT_REASONS,
  ENROLLMENT_STATUSES,
  isEnded,
  predecessorsOf,
  resumesByItself,
  statusFor,
} from './enrollment-status.ts';

describe('an enrollment', () => {
  it('rests and goes on, and leaves no ending', () => {
    expect(canMove('active', 'paused') && canMove('paused', 'active')).toBe(true);
    for (const from of ENROLLMENT_STATUSES.filter(isEnded)) {
      expect(ENROLLMENT_STATUSES.filter((to) => canMove(from, to))).toEqual([]);
    }
  });

  it('is stopped from anywhere that is not an ending', () => {
    expect(predecessorsOf('stopped')).toEqual(['active', 'paused']);
  });

  it('has reasons of which each tells its status', () => {
    for (const status of ENROLLMENT_STATUSES) {
      for (const reason of ENROLLMENT_REASONS[status]) expect(statusFor(reason)).toBe(status);
    }
  });

  it('does not go on by itself once the lead has replied', () => {
    expect(ENROLLMENT_REASONS.paused.filter(resumesByItself)).toEqual(['sender_not_ready']);
  });
});
