import type { ConsentKind } from './contact-input.ts';
import type { Purpose } from './purpose.ts';

/** Which consents suffice for a campaign, by country; `ANY` where a country has no row. */
export type ConsentRule = {
  id: string;
  jurisdiction: string;
  purpose: Purpose;
  kinds: readonly ConsentKind[];
  source: string;
  confidence: 'H' | 'M' | 'L';
};

const TCPA = '47 CFR 64.1200(a)(2), (f)(9)';
const CASL = 'CASL s. 6, 10; CRTC bulletin 2012-548';

// A keyword texted by the lead counts as consent in writing.
export const CONSENT_RULES: readonly ConsentRule[] = [
  {
    id: 'us-marketing-written',
    jurisdiction: 'US',
    purpose: 'marketing',
    kinds: ['written', 'keyword'],
    source: TCPA,
    confidence: 'H',
  },
  {
    id: 'us-informational-express',
    jurisdiction: 'US',
    purpose: 'informational',
    kinds: ['written', 'keyword', 'express'],
    source: TCPA,
    confidence: 'H',
  },
  {
    id: 'ca-marketing-casl',
    jurisdiction: 'CA',
    purpose: 'marketing',
    kinds: ['written', 'keyword', 'express', 'implied'],
    source: CASL,
    confidence: 'M',
  },
  {
    id: 'ca-informational-casl',
    jurisdiction: 'CA',
    purpose: 'informational',
    kinds: ['written', 'keyword', 'express', 'implied'],
    source: CASL,
    confidence: 'M',
  },
  {
    id: 'any-express',
    jurisdiction: 'ANY',
    purpose: 'marketing',
    kinds: ['written', 'keyword', 'express'],
    source: 'system default for countries without a row',
    confidence: 'L',
  },
  {
    id: 'any-informational',
    jurisdiction: 'ANY',
    purpose: 'informational',
    kinds: ['written', 'keyword', 'express'],
    source: 'system default for countries without a row',
    confidence: 'L',
  },
];
