import { FORM_COLUMNS, type FormColumn } from '../lead.ts';
import type { SuppressionScope } from './refusal-names.ts';

/** The parts of a name. */
const NAME_PARTS = ['first_name', 'last_name'] as const;

/** Consent, and its proof. */
const CONSENT_FIELDS = [
  'consent',
  'consent_text',
  'consent_at',
  'consent_url',
  'consent_ip',
  'consent_user_agent',
  'consent_form_id',
] as const;

export type ExtraField = (typeof NAME_PARTS)[number] | (typeof CONSENT_FIELDS)[number];
export type LeadField = 'phone' | FormColumn | ExtraField;

/** The fields of a lead that a form or an import file may have. All others are kept in `custom`. */
export const LEAD_FIELDS: readonly LeadField[] = [
  'phone',
  ...FORM_COLUMNS.flatMap((name) => (name === 'name' ? [name, ...NAME_PARTS] : [name])),
  ...CONSENT_FIELDS,
];

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
