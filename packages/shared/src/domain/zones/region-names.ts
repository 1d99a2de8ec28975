const US_NAMES =
  'AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|DC District of Columbia|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington|WV West Virginia|WI Wisconsin|WY Wyoming|PR Puerto Rico|VI Virgin Islands|GU Guam|AS American Samoa|MP Northern Mariana Islands';

const CA_NAMES =
  'AB Alberta|BC British Columbia|MB Manitoba|NB New Brunswick|NL Newfoundland and Labrador|NS Nova Scotia|PE Prince Edward Island|ON Ontario|QC Quebec|SK Saskatchewan|YT Yukon|NT Northwest Territories|NU Nunavut';

// No two-letter code is both a state and a province, so a bare code names one place.
const REGION_BY_NAME = new Map<string, string>();
for (const [country, names] of [
  ['US', US_NAMES],
  ['CA', CA_NAMES],
] as const) {
  for (const entry of names.split('|')) {
    const code = entry.slice(0, 2);
    const region = `${country}-${code}`;
    for (const name of [region, code, entry.slice(3)]) REGION_BY_NAME.set(key(name), region);
  }
}

/** 'US-FL' for 'FL', 'fl', 'Florida' or 'us-fl'; likewise for provinces. Null if it is neither. */
export function regionNamed(text: string): string | null {
  return REGION_BY_NAME.get(key(text)) ?? null;
}

function key(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();
}
