import { describe, expect, it } from '@jest/globals';
import { E164, parsePhone } from './phone.ts';

describe('parsePhone', () => {
  it.each([
    ['(212) 555-0101', '+12125550101', 'US'],
    ['+1 202 555 0101', '+12025550101', 'US'],
    ['+1 800 555 0101', '+18005550101', 'US'],
    ['416-555-0101', '+14165550101', 'CA'],
    ['+44 20 7946 0018', '+442079460018', 'GB'],
    ['0044 20 7946 0018', '+442079460018', 'GB'],
    ['011 44 20 7946 0018', '+442079460018', 'GB'],
    ['+33 6 12 34 56 78', '+33612345678', 'FR'],
    ['+61 412 345 678', '+61412345678', 'AU'],
  ])('reads %s', (text, e164, country) => {
    expect(parsePhone(text)).toMatchObject({ ok: true, e164, country });
    expect(E164.safeParse(e164).success).toBe(true);
  });

  it('reads a national number of the default country', () => {
    expect(parsePhone('020 7946 0018', 'GB')).toMatchObject({ ok: true, e164: '+442079460018' });
  });

  it('accepts what is possible but unknown to the metadata, and says so', () => {
    expect(parsePhone('+1 222 555 0101')).toMatchObject({ ok: true, valid: false, country: 'US' });
    expect(parsePhone('+44 7700 900123')).toMatchObject({ ok: true, valid: false, country: 'GB' });
    expect(parsePhone('+1 738 555 0101')).toMatchObject({ ok: true });
  });

  it.each([
    ['', 'empty'],
    ['call me maybe', 'impossible'],
    ['911', 'impossible'],
    ['555-0101', 'impossible'],
    ['+1 202 555 01011', 'impossible'],
    ['+999 123 4567', 'impossible'],
    ['+1 900 555 1234', 'premium'],
    ['+1 212 976 1234', 'premium'],
    ['+44 909 879 0000', 'premium'],
    ['+44 911 111 1111', 'premium'],
    ['+49 900 1234567', 'premium'],
    ['+979 123 456 789', 'premium'],
    ['+808 1234 5678', 'shared_cost'],
    ['+870 776 123 456', 'satellite'],
    ['+881 612 345 678', 'satellite'],
    ['+882 16 5555 5555', 'satellite'],
    ['+883 5100 0123 4567', 'satellite'],
    ['00 881 612 345 678', 'satellite'],
    ['+1 876 555 1234', 'denied_country'],
    ['+1 809 555 1234', 'denied_country'],
    ['+1 787 555 1234', 'denied_country'],
    ['+7 916 123 45 67', 'denied_country'],
    ['+53 5 123 4567', 'denied_country'],
  ])('refuses %s as %s', (text, reason) => {
    expect(parsePhone(text)).toMatchObject({ ok: false, reason });
  });

  it('dials the configured countries and no others', () => {
    expect(
      parsePhone('+1 876 555 1234', 'US', { allowedCountries: ['JM'], allowedRanges: [] }),
    ).toMatchObject({ ok: true, country: 'JM' });
    expect(
      parsePhone('+1 212 555 0101', 'US', { allowedCountries: ['JM'], allowedRanges: [] }),
    ).toMatchObject({ reason: 'denied_country' });
  });

  it('never repeats the number in its explanation', () => {
    for (const text of ['+1 876 555 1234', '+1 900 555 1234', '555-0101', '+870776123456']) {
      const parsed = parsePhone(text);
      expect(JSON.stringify(parsed)).not.toMatch(/\d{3}/);
    }
  });
});
