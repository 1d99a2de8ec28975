import { expect, it } from '@jest/globals';
import { readEvidence } from './evidence.ts';

it('reads the place, the hours, the consent and the limits of a decision', () => {
  const evidence = {
    zones: ['America/Los_Angeles'],
    zone_source: 'number',
    window: {
      local: { 'America/Los_Angeles': '2026-12-01T06:02' },
      rules: ['us-federal'],
      operator: { opens: '09:00', closes: '20:00' },
    },
    consent: { kind: 'written', at: '2026-11-27T21:55:00Z' },
    caps: [{ id: 'touches_per_day', limit: 3, counted: 1 }],
  };
  expect(readEvidence({ evidence })).toEqual({
    zones: ['America/Los_Angeles'],
    zoneSource: 'number',
    localClock: '06:02',
    hours: { from: '09:00', to: '20:00' },
    laws: ['us-federal'],
    consent: { kind: 'written', at: '2026-11-27T21:55:00Z' },
    caps: ['1 of at most 3 contacts in 24 hours'],
    quote: null,
  });
});

it('finds nothing in evidence of another kind', () => {
  expect(readEvidence({ evidence: { words: 'stop texting me', caps: 'none' } })).toMatchObject({
    zones: [],
    hours: null,
    caps: [],
    quote: 'stop texting me',
  });
});
