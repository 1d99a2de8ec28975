import { regionNamed } from '../zones/region-names.ts';

const NORTH_AMERICA = new Set(['US', 'CA']);
const CODE = /^([A-Z]{2})-[A-Z0-9]{1,3}$/;
/** Names of states that are also the names of a country or of a town elsewhere. */
const ALSO_ELSEWHERE = new Set(['georgia', 'washington', 'victoria']);

/**
 * A region as `US-CA`, from its code or its name. `country` is that of the address, or else of the
 * number: abroad, two letters such as DE or CA are ambiguous, and only a full name counts.
 */
export function regionIn(text: string, country: string | null): string | null {
  const upper = text.trim().toUpperCase();
  const named = regionNamed(text);
  if (country !== null && NORTH_AMERICA.has(country)) {
    return named ?? (CODE.exec(upper)?.[1] === country ? null : coded(upper));
  }
  if (named !== null && upper === named) return named;
  const isName = upper.length > 3 && !ALSO_ELSEWHERE.has(upper.toLowerCase());
  return named !== null && isName ? named : coded(upper);
}

/** A code of another country is taken as it stands: no table here knows them all. */
function coded(upper: string): string | null {
  const country = CODE.exec(upper)?.[1];
  return country !== undefined && !NORTH_AMERICA.has(country) ? upper : null;
}
