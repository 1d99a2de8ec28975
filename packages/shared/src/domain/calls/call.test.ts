import { describe, expect, it } from '@jest/globals';
import { CALL_STATUSES, canMove, isEnded, isLive, predecessorsOf } from './call.ts';

describe('the statuses of a call', () => {
  it('leaves no ending', () => {
    for (const from of CALL_STATUSES.filter(isEnded)) {
      expect(CALL_STATUSES.filter((to) => canMove(from, to))).toEqual([]);
    }
  });

  it('skips statuses whose events were lost', () => {
    expect(canMove('dialing', 'completed')).toBe(true);
    expect(canMove('queued', 'in_progress')).toBe(true);
  });

  it('does not go back once the carrier has it', () => {
    expect(predecessorsOf('scheduled')).toEqual(['held', 'dialing']);
    expect(predecessorsOf('ringing')).toEqual(['dialing', 'unknown', 'queued']);
  });

  it('never moves a busy call to an answered one', () => {
    expect(predecessorsOf('busy')).not.toContain('in_progress');
  });

  it('is live exactly between the claim and the end', () => {
    expect(CALL_STATUSES.filter(isLive)).toEqual([
      'dialing',
      'unknown',
      'queued',
      'ringing',
      'in_progress',
    ]);
  });
});
