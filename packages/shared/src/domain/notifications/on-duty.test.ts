import { describe, expect, it } from '@jest/globals';
import { isOnDuty, type Shift } from './on-duty.ts';

const shift = (change: Partial<Shift> = {}): Shift => ({
  user_id: 'ana',
  days: ['mon', 'tue'],
  starts: '09:00',
  ends: '17:00',
  time_zone: 'America/New_York',
  ...change,
});
/** Monday, 30 November 2026, by the clock of New York, which is five hours behind. */
const monday = (time: string) => new Date(Date.parse(`2026-11-30T${time}Z`) + 5 * 3_600_000);

describe('somebody is on duty', () => {
  it.each([
    ['as the shift begins', '09:00', true],
    ['a minute before it', '08:59', false],
    ['in its last minute', '16:59', true],
    ['as it ends', '17:00', false],
  ])('%s: %s', (_, time, on) => expect(isOnDuty(shift(), monday(time))).toBe(on));

  it('on its days alone, as the clock of its time zone has them', () => {
    expect(isOnDuty(shift({ days: ['sun'] }), monday('12:00'))).toBe(false);
    // In Tokyo it is Tuesday, two in the morning.
    const tokyo = { time_zone: 'Asia/Tokyo', starts: '01:00', ends: '03:00' };
    expect(isOnDuty(shift({ ...tokyo, days: ['tue'] }), monday('12:00'))).toBe(true);
    expect(isOnDuty(shift({ ...tokyo, days: ['mon'] }), monday('12:00'))).toBe(false);
  });

  it('over midnight into the next day, and not on the evening after it', () => {
    const night = shift({ days: ['sun'], starts: '22:00', ends: '06:00' });
    expect(isOnDuty(night, monday('05:59'))).toBe(true);
    expect(isOnDuty(night, monday('06:00'))).toBe(false);
    expect(isOnDuty(night, monday('23:00'))).toBe(false);
  });

  it('to the end of the day, and around the clock', () => {
    expect(isOnDuty(shift({ ends: '24:00' }), monday('23:59'))).toBe(true);
    const around = shift({ days: ['mon'], starts: '08:00', ends: '08:00' });
    expect(isOnDuty(around, monday('07:59'))).toBe(false);
    expect(isOnDuty(around, monday('08:00'))).toBe(true);
    expect(isOnDuty(around, monday('23:59'))).toBe(true);
  });
});
