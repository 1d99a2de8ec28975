import type { components } from '../api/schema.d.ts';

/** What a lead agreed to and took back, with the proof. */
export type Consents = components['schemas']['ConsentEvidence'];
export type ConsentRow = Consents['consents'][number];
