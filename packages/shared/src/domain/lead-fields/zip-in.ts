import { postalRegions } from '../zones/postal-regions.ts';

/**
 * A US ZIP as it was before a spreadsheet took it for a number: `2139` is 02139 and `90210.0` is
 * 90210, where that is a ZIP of some state. Null: it needs no repair.
 */
export function restoredZip(text: string, country: string | null): string | null {
  if (country !== 'US') return null;
  const whole = /^(\d{3,5})(?:\.0+)?$/.exec(text)?.[1];
  if (whole === undefined) return null;
  const zip = whole.padStart(5, '0');
  return zip !== text && postalRegions(zip).length > 0 ? zip : null;
}
