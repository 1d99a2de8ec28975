import { describe, expect, it } from '@jest/globals';
import { policy } from './check.ts';

const now = new Date('2026-11-20T17:00:00Z');
const run = (line: string) => policy(line.split(' '), now);

describe('npm run policy -- check', () => {
  it('holds the Florida panhandle at half past eight, and says by which rules', () => {
    const { output, exitCode } = run('check +18505550123 --at 2026-11-20T20:30-05:00');
    expect(exitCode).toBe(3);
    expect(output.split('\n')[0]).toBe('HOLD until 2026-11-21T14:00:00.000Z  [quiet_hours]');
    for (const line of [
      'US-FL, by the first digits of the number',
      'America/New_York, where it is 2026-11-20 20:30',
      'America/Chicago, where it is 2026-11-20 19:30',
      'shut in America/New_York; opens 2026-11-21T14:00:00.000Z',
      'us-federal: 08:00 to 21:00 (H; 47 CFR',
      'us-fl-daily: 08:00 to 20:00 (H; Fla. Stat.',
      'us-marketing-written: written or keyword',
      'us-fl-3-in-24h: 0 of 3 in 24 h',
      'quiet_hours, until 2026-11-21T14:00:00.000Z',
    ]) {
      expect(output).toContain(line);
    }
  });

  it('takes the lead’s own time zone before the number’s', () => {
    const { output, exitCode } = run('check +18505550123 --timezone America/Chicago');
    expect(exitCode).toBe(0);
    expect(output).toContain('ALLOW until 2026-11-21T01:50:00.000Z  [window_open]');
    expect(output).not.toContain('New_York');
  });

  it.each([
    ['check +12125550100', 0],
    ['check (212)-555-0100', 4],
    ['check +12125550100 --consent none', 4],
    ['check +12125550100 --consent operator', 4],
    ['check +12125550100 --consent operator --kind single', 0],
    ['check +12125550100 --suppressed all', 4],
    ['check +12125550100 --suppressed sms --channel call', 0],
    ['check +12125550100 --touch text@2026-11-20T09:00-05:00', 3],
    ['check +12125550100 --hours 09:00-11:00', 3],
    ['check +88812345678', 4],
    ['check +881612345678', 4],
    [
      'check +12125550100 --kind reply --at 2026-11-20T23:30-05:00 --last-inbound 2026-11-20T23:00-05:00',
      0,
    ],
    [
      'check +12125550100 --kind reply --at 2026-11-20T23:30-05:00 --last-inbound 2026-11-20T22:00-05:00',
      3,
    ],
  ])('%s exits with %d', (line, exitCode) => {
    expect(run(line)).toMatchObject({ exitCode });
  });

  it('says what it takes for granted, since it asks no database', () => {
    const { output } = run('check +12125550100');
    expect(output).toContain(
      'assumed  written consent, not on the do-not-contact list, no earlier contact (flags change that)',
    );
    expect(output).toContain('no database was asked: GET /api/leads/<id>/why explains a lead');
    expect(
      run('check +12125550100 --consent none --suppressed sms --touch call@2026-11-20T09:00-05:00')
        .output,
    ).toContain('assumed  no consent, on the do-not-contact list (sms), 1 earlier contact ');
  });

  it('does not list thirty zones', () => {
    expect(run('check +18005550100').output).toMatch(/and \d+ more, all of which must be open/);
  });

  it('prints the decision as it is recorded', () => {
    const { output } = run('check +12125550100 --json');
    expect(JSON.parse(output)).toMatchObject({ verdict: 'allow', evidence: { channel: 'text' } });
  });

  it.each([
    ['check', 'which number?'],
    ['chekc +12125550100', '"chekc"'],
    ['check +12125550100 --at 2026-11-20T20:30', '--at is "2026-11-20T20:30"'],
    ['check +12125550100 --channel fax', 'text, call'],
    ['check +12125550100 --hours nine', '09:00-17:00'],
    ['check +12125550100 +12125550101', 'one number at a time'],
    ['check +12125550100 --frehs', '--frehs'],
  ])('%s is not understood, and says so', (line, sentence) => {
    const { output, exitCode } = run(line);
    expect(exitCode).toBe(2);
    expect(output).toContain(sentence);
  });

  it('explains itself', () => {
    expect(policy([], now)).toMatchObject({ exitCode: 0, output: expect.stringContaining('--at') });
  });
});
