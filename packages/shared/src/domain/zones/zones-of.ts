import { numberPlace } from './number-zones.ts';
import { isZone, offsetMsAt } from './offsets.ts';
import { postalRegions } from './postal-regions.ts';
import { regionNamed } from './region-names.ts';
import { regionZones } from './region-zones.ts';

/** What a lead's row says about where the lead is. */
export type LeadWhereabouts = {
  timezone?: string | null;
  region?: string | null;
  postal_code?: string | null;
  phone?: string | null;
};

/** Every zone in which the lead may be, and every region whose rules apply. No zones: unknown. */
export type LeadZones = {
  zones: string[];
  regions: string[];
  /** Two-letter country, by the address first and the number second. */
  country: string | null;
  source: 'lead' | 'region' | 'number' | 'unknown';
};

// Two zones that agree on all of these days have the same clock for our purposes.
const SAMPLE_DAYS = [
  Date.UTC(2026, 0, 15),
  Date.UTC(2026, 6, 15),
  Date.UTC(2026, 11, 15),
  Date.UTC(2027, 6, 15),
];

/**
 * An explicit zone beats an address, an address beats the number. Contradictions are joined, never
 * dropped: a Florida number with a Texas address is bound by the rules of both.
 */
export function zonesOf(lead: LeadWhereabouts): LeadZones {
  const number = lead.phone ? numberPlace(lead.phone) : { zones: [], regions: [], country: null };
  const addressed = addressRegions(lead);
  const addressZones = addressed.flatMap(regionZones);
  const regions = unique([...addressed, ...number.regions]);
  const country = addressed[0]?.slice(0, 2) ?? number.country;

  const explicit = lead.timezone?.trim();
  if (explicit && isZone(explicit)) {
    const contradicted = addressZones.length > 0 && !addressZones.some((z) => agree(z, explicit));
    const zones = contradicted ? [explicit, ...addressZones] : [explicit];
    return { zones: unique(zones), regions, country, source: 'lead' };
  }

  if (addressZones.length > 0) {
    const sameRegion = number.regions.some((region) => addressed.includes(region));
    const zones = sameRegion ? addressZones : [...addressZones, ...hinted(number)];
    return { zones: unique(zones), regions, country, source: 'region' };
  }

  if (number.zones.length > 0) {
    return { zones: unique(number.zones), regions, country, source: 'number' };
  }
  return { zones: [], regions, country, source: 'unknown' };
}

function addressRegions(lead: LeadWhereabouts): string[] {
  // Abroad, "DE" is a country and 10115 is Berlin: only a full name such as US-DE counts.
  if (lead.phone && !lead.phone.startsWith('+1') && !/^(?:US|CA)-/i.test(lead.region ?? '')) {
    return [];
  }

  const named = lead.region ? regionNamed(lead.region) : null;
  const postal = lead.postal_code ? postalRegions(lead.postal_code) : [];
  return unique(named ? [named, ...postal] : postal);
}

// A toll-free number or a foreign mobile names no region, so it cannot contradict an address.
function hinted(number: { zones: readonly string[]; regions: readonly string[] }) {
  return number.regions.length > 0 ? number.zones : [];
}

function agree(one: string, other: string): boolean {
  return SAMPLE_DAYS.every((day) => offsetMsAt(one, day) === offsetMsAt(other, day));
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
