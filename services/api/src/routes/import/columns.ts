/** What a column of a file may mean to us. */
const NAMES = {
  phone: [
    'phone',
    'phone_number',
    'mobile',
    'mobile_phone',
    'cell',
    'cell_phone',
    'telephone',
    'tel',
  ],
  name: ['name', 'full_name', 'contact_name'],
  first_name: ['first_name', 'firstname', 'given_name'],
  last_name: ['last_name', 'lastname', 'surname', 'family_name'],
  email: ['email', 'e_mail', 'email_address'],
  external_id: ['external_id', 'crm_id', 'lead_id'],
  timezone: ['timezone', 'time_zone', 'tz'],
  region: ['region', 'state', 'province'],
  postal_code: ['postal_code', 'postcode', 'zip', 'zip_code', 'zipcode'],
  consent: ['consent', 'opt_in', 'optin', 'sms_consent', 'sms_opt_in'],
  consent_text: ['consent_text'],
  consent_at: ['consent_at', 'consent_date', 'consented_at'],
  consent_url: ['consent_url'],
  consent_ip: ['consent_ip'],
} as const;

export type Column = keyof typeof NAMES;

/** Names that mean something to JavaScript rather than to people. */
const IGNORED = new Set(['__proto__', 'prototype', 'constructor', '']);
const LONGEST = 100;

const MEANINGS = new Map<string, Column>(
  Object.entries(NAMES).flatMap(([column, names]) =>
    names.map((name) => [name, column as Column] as const),
  ),
);

/** Null for a column of the sender's own: it is kept with the lead under its name. */
export function columnOf(name: string): Column | 'ignored' | null {
  const plain = name.trim();
  if (IGNORED.has(plain) || plain.length > LONGEST || plain.includes('\0') || !plain.isWellFormed())
    return 'ignored';
  return MEANINGS.get(plain.toLowerCase().replaceAll(/[\s.-]+/g, '_')) ?? null;
}
