import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  canMove,
  isEnded,
  MESSAGE_STATUSES,
  type MessageStatus,
  mayHaveLeft,
  predecessorsOf,
  rank,
} from './message-status.ts';

const status = fc.constantFrom(...MESSAGE_STATUSES);

describe('the statuses of a text', () => {
  it('leaves no ending', () => {
    for (const from of MESSAGE_STATUSES.filter(isEnded)) {
      expect(MESSAGE_STATUSES.filter((to) => canMove(from, to))).toEqual([]);
    }
  });

  it('skips statuses whose events were lost', () => {
    expect(canMove('sending', 'delivered')).toBe(true);
    expect(canMove('unknown', 'undelivered')).toBe(true);
    expect(canMove('queued', 'failed')).toBe(true);
  });

  it('goes back only from an order that the carrier did not take', () => {
    for (const from of MESSAGE_STATUSES) {
      for (const to of MESSAGE_STATUSES.filter((next) => rank(next) < rank(from))) {
        expect([from, to, canMove(from, to)]).toEqual([
          from,
          to,
          from === 'sending' && to === 'pending',
        ]);
      }
    }
  });

  it('suppresses a draft only while it cannot have been read', () => {
    expect(predecessorsOf('suppressed')).toEqual(['pending', 'held']);
  });

  it('takes nothing back once the carrier has sent it', () => {
    expect(canMove('sent', 'canceled')).toBe(false);
    expect(predecessorsOf('sending')).toEqual(['pending', 'held']);
  });

  it('gives `received` no predecessor', () => {
    expect(predecessorsOf('received')).toEqual([]);
  });

  it('may have left from the claim on, whatever the carrier reported later', () => {
    expect(MESSAGE_STATUSES.filter((one) => !mayHaveLeft(one))).toEqual([
      'pending',
      'held',
      'canceled',
      'suppressed',
    ]);
  });

  it('comes to an end in any order of events, and never changes its ending', () => {
    const apply = (events: readonly MessageStatus[], start: MessageStatus): MessageStatus[] => {
      const path = [start];
      for (const to of events) if (canMove(path.at(-1) ?? start, to)) path.push(to);
      return path;
    };
    fc.assert(
      fc.property(fc.shuffledSubarray(['queued', 'sent', 'delivered'] as const), (events) => {
        const path = apply([...events, 'delivered'], 'sending');
        expect(path.at(-1)).toBe('delivered');
      }),
    );
    fc.assert(
      fc.property(fc.array(status), (events) => {
        const path = apply(events, 'pending');
        expect(path.slice(0, -1).filter(isEnded)).toEqual([]);
      }),
    );
  });
});
