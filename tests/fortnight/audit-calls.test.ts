import { describe, expect, it } from '@jest/globals';
import type { LedgerMessage } from '@ringback/simulator/ledger.ts';
import { auditCalls } from './audit-calls.ts';
import type { PhoneCall } from './phone-call.ts';

const PHONE = '+12125551050';
const at = (minutes: number) => new Date(Date.parse('2026-11-20T17:00:00Z') + minutes * 60_000);

const ring = (change: Partial<PhoneCall> = {}): PhoneCall => ({
  sid: 'CA1',
  to: PHONE,
  callId: 'call',
  placedAt: at(0),
  nth: 1,
  story: 'interested',
  status: 'completed',
  answeredBy: null,
  endedAt: at(2),
  said: ['Yes, I am still looking.'],
  refusedAt: null,
  booked: false,
  sequence: 4,
  ...change,
});
const row = (change: object = {}) => ({
  ...{ id: 'call', phone: PHONE, status: 'completed', end_reason: null },
  settled_at: at(3).toISOString(),
  ...change,
});
const judged = (change: object = {}) => ({
  ...{ conversation_id: null, call_id: 'call', status: 'done', outcome: 'qualified' },
  ...{ outcome_quote: 'Yes, I am still looking.', facts: [], failure: null },
  updated_at: at(3).toISOString(),
  ...change,
});
const blocked = { phone: PHONE, scope: 'all', at: at(1).toISOString() };
const text = (minutes: number) =>
  ({
    to: PHONE,
    direction: 'outbound-api',
    accepted_at: at(minutes).toISOString(),
  }) as LedgerMessage;

type Known = Parameters<typeof auditCalls>[0];

function found(change: Partial<Known> = {}) {
  const audited = auditCalls({
    phones: [ring()],
    ledger: [],
    calls: [row()],
    analyses: [judged()],
    suppressions: [],
    awayMs: () => 0,
    endsAt: at(10_000),
    ...change,
  });
  return Object.entries(audited)
    .filter(([, all]) => all.length > 0)
    .map(([name]) => name);
}

describe('the audit of calls', () => {
  it('has nothing to say of a call that rang once and was understood', () => {
    expect(found()).toEqual([]);
  });

  it('sees a telephone that rang twice at once', () => {
    const second = ring({ sid: 'CA2', callId: 'call', placedAt: at(1), endedAt: at(3) });
    expect(found({ phones: [ring(), second] })).toEqual(['rang_twice_at_once']);
    const later = ring({ sid: 'CA2', placedAt: at(5), endedAt: at(6) });
    expect(found({ phones: [ring(), later] })).toEqual([]);
  });

  it('sees a call of which our row says something else, or nothing yet', () => {
    expect(found({ calls: [row({ status: 'busy' })] })).toEqual(['calls_misremembered']);
    expect(found({ calls: [row({ settled_at: null })] })).toEqual(['calls_misremembered']);
    expect(found({ calls: [] })).toEqual(['calls_misremembered']);
  });

  it('sees spoken words that nobody judged, that nobody said, or that were not lived', () => {
    expect(found({ analyses: [] })).toEqual(['calls_unjudged']);
    const invented = judged({ outcome_quote: 'Take my money.' });
    expect(found({ analyses: [invented] })).toEqual(['invented_spoken_words']);
    const fact = judged({ facts: [{ field: 'budget', quote: 'one million' }] });
    expect(found({ analyses: [fact] })).toEqual(['invented_spoken_words']);
    const wrong = judged({ outcome: 'discarded' });
    expect(found({ analyses: [wrong] })).toEqual(['wrong_outcomes_of_calls']);
  });

  it('sees a spoken opt-out that nobody heard, and a contact over either channel after it', () => {
    const phones = [ring({ refusedAt: at(1) })];
    expect(found({ phones })).toEqual(['spoken_opt_outs_unheard']);
    expect(found({ phones, suppressions: [blocked] })).toEqual([]);
    const texted = { phones, suppressions: [blocked], ledger: [text(30)] };
    expect(found(texted)).toEqual(['contacted_after_spoken_opt_out']);
    expect(found({ ...texted, ledger: [text(2)] })).toEqual([]);
    const again = ring({ sid: 'CA2', placedAt: at(60), endedAt: at(61) });
    expect(found({ phones: [...phones, again], suppressions: [blocked] })).toEqual([
      'contacted_after_spoken_opt_out',
    ]);
  });
});
