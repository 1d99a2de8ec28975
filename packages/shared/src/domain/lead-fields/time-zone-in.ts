import { numberPlace } from '../zones/number-zones.ts';
import { isZone } from '../zones/offsets.ts';
import { fieldKey } from './field-key.ts';
import { ZONE_BY_LABEL, ZONE_BY_NORTH_AMERICAN_LABEL } from './time-zone-labels.ts';

const OFFSET = /^\(?\s*(?:UTC|GMT)?\s*[+\u2212-]\s*\d{1,2}(?::?\d{2})?\s*\)?\s*/i;
const ARIZONA = 'America/Phoenix';

/**
 * The IANA zone that a text names: by its own name, also as a CRM spells it, or by a label such as
 * "Eastern Time" or "(UTC-05:00) Eastern Time (US & Canada)". An offset alone does not define
 * summer time, and gives none. `phone` is in E.164: what "Eastern" means depends on the country.
 */
export function timeZoneIn(text: string, phone: string, country: string | null): string | null {
  const named = text
    .trim()
    .replace(/_slash_/gi, '/')
    .replaceAll(' ', '_');
  if (isZone(named)) return /^[A-Z]\w+\/[A-Z]/.test(named) ? named : canonical(named);
  const label = fieldKey(text.trim().replace(OFFSET, '')).replace(/^(?:the_)|_zone$/g, '');
  if (label === '') return null;
  if (country === 'US' || country === 'CA') {
    const zone = ZONE_BY_NORTH_AMERICAN_LABEL.get(label);
    // Arizona has mountain time without summer time: the number is more precise than the label.
    const isArizona = zone === 'America/Denver' && numberPlace(phone).zones.includes(ARIZONA);
    if (zone) return isArizona ? ARIZONA : zone;
  }
  return ZONE_BY_LABEL.get(label) ?? null;
}

/** `america/new_york` is understood by the runtime, and spelled as in the data. */
function canonical(zone: string): string {
  return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone;
}
