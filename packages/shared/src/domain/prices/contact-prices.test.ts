import { describe, expect, it } from '@jest/globals';
import { getCountryCallingCode } from 'libphonenumber-js/max';
import { DEFAULT_ALLOWED_COUNTRIES } from '../policy/judge-number.ts';
import { priceOf, textCostUsd } from './contact-prices.ts';
import { PRICES } from './price-table.ts';

describe('what a contact costs before the carrier has said so', () => {
  it('is the price of the longest beginning of the number that is known', () => {
    expect(priceOf('+33612345678')).toEqual({ callMinuteUsd: 0.15, textSegmentUsd: 0.09 });
    expect(priceOf('+33112345678')).toEqual({ callMinuteUsd: 0.05, textSegmentUsd: 0.09 });
  });

  it('is dearer than any known one where the beginning is unknown', () => {
    const dearest = Math.max(...Object.values(PRICES.byPrefix).map(([minute]) => minute));
    expect(priceOf('+252612345678').callMinuteUsd).toBeGreaterThan(dearest);
  });

  it('counts the segments of a text; the minutes of a call are counted by its claim', () => {
    expect(textCostUsd('+12125550100', 3)).toBeCloseTo(3 * 0.0083);
  });

  it('is known for every country that is called by default', () => {
    const unknown = DEFAULT_ALLOWED_COUNTRIES.filter((country) => {
      const code = getCountryCallingCode(country as never);
      return priceOf(`+${code}0000000`).callMinuteUsd === PRICES.unknown[0];
    });
    expect(unknown).toEqual([]);
  });

  it('says where it comes from, and of when it is', () => {
    expect(PRICES.source).not.toBe('');
    expect(PRICES.date).toMatch(/^20\d\d-\d\d-\d\d$/);
  });
});
