import { describe, expect, it } from '@jest/globals';
import { type Colleague, type Need, type Rule, whoIsTold } from './who-is-told.ts';

const SINCE = new Date('2026-11-30T15:00:00Z');
const later = (minutes: number) => new Date(SINCE.getTime() + minutes * 60_000);
const awake = { time_zone: 'America/New_York', quiet_from: null, quiet_until: null };
const ANA: Colleague = { id: 'ana', ...awake };
/** Quiet from nine to noon in New York; needs begin there at ten. */
const BEN: Colleague = { id: 'ben', ...awake, quiet_from: '09:00', quiet_until: '12:00' };
const NOON = new Date('2026-11-30T17:00:00Z');
const onDuty = (user_id: string) => ({
  ...{ user_id, days: ['mon'] as const, starts: '09:00', ends: '11:00' },
  time_zone: 'America/New_York',
});

const need = (change: Partial<Need> = {}): Need => ({
  id: 'need',
  kind: 'conversation',
  reason: 'handed_over',
  since: SINCE,
  actedAt: null,
  assignedTo: null,
  told: [],
  ...change,
});
const rule = (change: Partial<Rule> = {}): Rule => ({
  id: 'rule',
  reasons: ['handed_over', 'call_asks_for_person'],
  after_minutes: 5,
  channel: 'text',
  to_whom: 'on_duty',
  user_id: null,
  ...change,
});
const known = (change = {}) => ({
  rules: [rule()],
  shifts: [onDuty('ana')],
  people: [ANA, BEN],
  ...change,
});
const told = (user_id: string, at: Date, rule_id = 'rule') => ({
  rule_id,
  recipients: [{ user_id, at }],
});

describe('when a rule is carried out', () => {
  it('after its minutes, and not before: then it says when to read it again', () => {
    expect(whoIsTold(need(), known(), later(4))).toEqual({ told: [], lookAt: later(5) });
    expect(whoIsTold(need(), known(), later(5))).toEqual({
      told: [told('ana', later(5))],
      lookAt: null,
    });
  });

  it('counted from the last act of a colleague', () => {
    const acted = need({ actedAt: later(4) });
    expect(whoIsTold(acted, known(), later(6))).toEqual({ told: [], lookAt: later(9) });
    expect(whoIsTold(acted, known(), later(9)).told).toEqual([told('ana', later(9))]);
  });

  it('once for a need, and for its reasons alone', () => {
    const nothing = { told: [], lookAt: null };
    expect(whoIsTold(need({ told: ['rule'] }), known(), later(9))).toEqual(nothing);
    expect(whoIsTold(need({ reason: 'send_failed' }), known(), later(9))).toEqual(nothing);
  });

  it('each by itself, and the next one that is due says when to read them again', () => {
    const rules = [
      rule({ id: 'now', after_minutes: 0, channel: 'webhook', to_whom: null }),
      rule({ id: 'soon' }),
      rule({ id: 'late', after_minutes: 60, to_whom: 'user', user_id: 'ben' }),
    ];
    expect(whoIsTold(need(), known({ rules }), later(1))).toEqual({
      told: [{ rule_id: 'now', recipients: [] }],
      lookAt: later(5),
    });
  });
});

describe('who is told', () => {
  it('is whoever is on duty at that moment', () => {
    const shifts = [onDuty('ana'), onDuty('ben')];
    const both = whoIsTold(
      need({ kind: 'call', reason: 'call_asks_for_person' }),
      known({ shifts }),
      later(5),
    );
    expect(both.told[0]?.recipients.map(({ user_id }) => user_id)).toEqual(['ana', 'ben']);
    expect(whoIsTold(need(), known({ shifts }), later(60)).told).toEqual([]);
  });

  it('is nobody yet where nobody is there: it is read again a minute later, until somebody is', () => {
    const rules = [rule({ to_whom: 'assigned' })];
    expect(whoIsTold(need(), known({ rules }), later(5))).toEqual({ told: [], lookAt: later(6) });
    const given = whoIsTold(need({ assignedTo: 'ana' }), known({ rules }), later(6));
    expect(given.told).toEqual([told('ana', later(6))]);
  });

  it('is the user of the rule, unless they are gone', () => {
    const rules = [rule({ to_whom: 'user', user_id: 'ana' })];
    expect(whoIsTold(need(), known({ rules }), later(5)).told).toEqual([told('ana', later(5))]);
    const gone = whoIsTold(need(), known({ rules, people: [BEN] }), later(5));
    expect(gone).toEqual({ told: [], lookAt: later(6) });
  });

  it('hears of it when their quiet hours end, and of a live call at once', () => {
    const rules = [rule({ to_whom: 'user', user_id: 'ben' })];
    expect(whoIsTold(need(), known({ rules }), later(5)).told).toEqual([told('ben', NOON)]);
    const call = need({ kind: 'call', reason: 'call_asks_for_person' });
    expect(whoIsTold(call, known({ rules }), later(5)).told).toEqual([told('ben', later(5))]);
  });
});
