import type { SuppressionScope } from './refusal-names.ts';

/** What a lead is made of. Everything else that a file or a form tells is kept under its own name. */
export const LEAD_FIELDS = [
  'phone',
  'name',
  'first_name',
  'last_name',
  'email',
  'external_id',
  'timezone',
  'region',
  'country',
  'postal_code',
  'consent',
  'consent_text',
  'consent_at',
  'consent_url',
  'consent_ip',
  'consent_user_agent',
  'consent_form_id',
] as const;
export type LeadField = (typeof LEAD_FIELDS)[number];

/** What a column of a file, or a field of a form, means to us. */
export type FieldRole =
  /** The lower the rank, the sooner its number is taken: a mobile comes first. */
  | { kind: 'phone'; rank: number }
  | { kind: 'field'; field: Exclude<LeadField, 'phone'> }
  /** Says that somebody is not to be contacted, on these channels. */
  | { kind: 'refusal'; scopes: readonly SuppressionScope[]; says: 'whether' | 'when' | 'why' }
  /** The sender's own: kept with the lead. */
  | { kind: 'custom' }
  /** Its name would harm whoever stored it. */
  | { kind: 'ignored' };
