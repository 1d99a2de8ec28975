import { describe, expect, it } from '@jest/globals';
import { countryIn } from './country-in.ts';
import { emailIn } from './email-in.ts';
import { regionIn } from './region-in.ts';
import { timeZoneIn } from './time-zone-in.ts';
import { restoredZip } from './zip-in.ts';

describe('an email address', () => {
  it.each([
    ['ann@example.com', 'ann@example.com'],
    ['ann@example.com ', 'ann@example.com'],
    ['ann@example.com; bob@example.com', 'ann@example.com'],
    ['Cid <cid@example.com>', 'cid@example.com'],
    ['mailto:ann@example.com', 'ann@example.com'],
    ['n/a', null],
    ['dee@example', null],
    ['@annie', null],
  ])('%j: %j', (text, email) => {
    expect(emailIn(text)).toBe(email);
  });
});

describe('a country', () => {
  it.each([
    ['United States', 'US'],
    ['USA', 'US'],
    ['us', 'US'],
    ['Deutschland', 'DE'],
    ['Allemagne', 'DE'],
    ['日本', 'JP'],
    ['UK', 'GB'],
    ['Atlantis', null],
    ['QQ', null],
  ])('%s: %s', (text, country) => {
    expect(countryIn(text)).toBe(country);
  });
});

describe('a region', () => {
  it.each([
    ['California', 'US', 'US-CA'],
    ['CALIFORNIA', 'US', 'US-CA'],
    ['CA', 'US', 'US-CA'],
    ['us-ca', 'US', 'US-CA'],
    ['Ontario', 'CA', 'CA-ON'],
    ['Québec', 'CA', 'CA-QC'],
    ['California', 'GB', 'US-CA'],
    ['DE-BY', 'DE', 'DE-BY'],
    ['CA', 'GB', null],
    ['DE', 'DE', null],
    ['Bayern', 'DE', null],
    ['Georgia', 'GB', null],
    ['Greater London', 'GB', null],
    ['N/A', 'US', null],
    ['US-XX', 'US', null],
  ])('%s in %s: %s', (text, country, region) => {
    expect(regionIn(text, country)).toBe(region);
  });
});

describe('a time zone', () => {
  const NEW_YORK = '+12125550130';
  it.each([
    ['America/New_York', 'America/New_York'],
    ['america/new york', 'America/New_York'],
    ['america_slash_chicago', 'America/Chicago'],
    ['Eastern Time', 'America/New_York'],
    ['EST', 'America/New_York'],
    ['(UTC-05:00) Eastern Time (US & Canada)', 'America/New_York'],
    ['Pacific Standard Time', 'America/Los_Angeles'],
    ['Mountain Time Zone', 'America/Denver'],
    ['Mars/Base', null],
    ['GMT-5', null],
    ['UTC+01:00', null],
    ['-05:00', null],
    ['', null],
  ])('%s: %s', (text, zone) => {
    expect(timeZoneIn(text, NEW_YORK, 'US')).toBe(zone);
  });

  it('by a label depends on where the number is', () => {
    expect(timeZoneIn('Eastern Time', '+61291234567', 'AU')).toBeNull();
    expect(timeZoneIn('MST', '+16025550101', 'US')).toBe('America/Phoenix');
    expect(timeZoneIn('MEZ', '+493012345603', 'DE')).toBe('Europe/Berlin');
  });
});

describe('a ZIP that went through a spreadsheet', () => {
  it.each([
    ['2139', 'US', '02139'],
    ['90210.0', 'US', '90210'],
    ['90210', 'US', null],
    ['2139', 'CH', null],
    ['W1A', 'GB', null],
  ])('%s in %s: %s', (text, country, zip) => {
    expect(restoredZip(text, country)).toBe(zip);
  });
});
