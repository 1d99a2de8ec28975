import type { Channel } from './contact-input.ts';

/** One legal rule on frequency; kept as the quiet hours are: end a row and add its successor. */
export type CapRule = {
  id: string;
  jurisdiction: string;
  /** The channels that it limits, counted together. */
  channels: readonly Channel[];
  limit: number;
  windowHours: number;
  /** First day 'YYYY-MM-DD' on which the row applies. */
  effective_from: string;
  effective_to?: string;
  source: string;
  /** H: regulator's text. M: several summaries agree. L: they differ, and the stricter is taken. */
  confidence: 'H' | 'M' | 'L';
};

const STATE_LIST =
  'https://g2leadstosales.com/2025-state-by-state-calling-restrictions-telemarketing-call-centers.html';

/** The laws speak of one subject; we cannot distinguish subjects, so every contact counts. */
export const CAP_RULES: readonly CapRule[] = [
  {
    id: 'us-fl-3-in-24h',
    jurisdiction: 'US-FL',
    channels: ['call', 'text'],
    limit: 3,
    windowHours: 24,
    effective_from: '2021-07-01',
    source: 'Fla. Stat. 501.616(6)(b)',
    confidence: 'H',
  },
  {
    id: 'us-ok-3-in-24h',
    jurisdiction: 'US-OK',
    channels: ['call', 'text'],
    limit: 3,
    windowHours: 24,
    effective_from: '2022-11-01',
    source:
      'https://www.dinsmore.com/publications/more-states-adding-tougher-telephone-consumer-protection-act-statutes/',
    confidence: 'H',
  },
  {
    id: 'us-md-3-in-24h',
    jurisdiction: 'US-MD',
    channels: ['call', 'text'],
    limit: 3,
    windowHours: 24,
    effective_from: '2024-01-01',
    source: STATE_LIST,
    confidence: 'M',
  },
  {
    id: 'us-me-1-call-in-8h',
    jurisdiction: 'US-ME',
    channels: ['call'],
    limit: 1,
    windowHours: 8,
    effective_from: '2000-01-01',
    source: STATE_LIST,
    confidence: 'M',
  },
];
