import { describe, expect, it } from '@jest/globals';
import { parsePhone } from '../phone-number/phone.ts';
import { DEFAULT_NUMBER_RULES, dialable, isRangeName, judgeNumber } from './judge-number.ts';
import { NUMBER_TABLE } from './number-ranges.ts';

const judge = (e164: string, allowedRanges: string[] = [], more: string[] = []) =>
  judgeNumber(e164, {
    allowedCountries: [...DEFAULT_NUMBER_RULES.allowedCountries, ...more],
    allowedRanges,
  });

describe('which numbers may be contacted at all', () => {
  it.each([
    ['+12025550116', 'US'],
    ['+14155552671', 'US'],
    ['+18005550101', 'US'],
    ['+16045550199', 'CA'],
    ['+442079460018', 'GB'],
    ['+447624123456', 'IM', 'IM'],
    ['+443301234567', 'GB'],
    ['+35315123456', 'IE'],
    ['+353818123456', 'IE'],
    ['+4930123456', 'DE'],
    ['+41581234567', 'CH'],
    ['+31881234567', 'NL'],
    ['+61412345678', 'AU'],
    ['+85290012345', 'HK'],
    ['+4790012345', 'NO'],
  ])('%s of %s may', (e164, country, ...more) => {
    expect(judge(e164, [], more)).toMatchObject({ ok: true, country });
  });

  it.each([
    ['+449098790000', 'premium', 'gb-premium'],
    ['+499001234567', 'premium', 'de-premium'],
    ['+39899123456', 'premium', 'it-premium'],
    ['+39199123456', 'shared_cost', 'it-199'],
    ['+39178123456', 'personal', 'it-178'],
    ['+447012345678', 'personal', 'gb-70'],
    ['+447640123456', 'pager', 'gb-76'],
    ['+33820123456', 'shared_cost', 'fr-shared-cost'],
    ['+353700123456', 'personal', 'ie-700'],
    ['+41878123456', 'personal', 'ch-878'],
    ['+41900123456', 'premium', 'ch-premium'],
    ['+61147123456', 'satellite', 'au-147'],
    ['+611300123456', 'shared_cost', 'au-shared-cost'],
    ['+15005550116', 'personal', 'us-500'],
    ['+15335550116', 'personal', 'us-500'],
    ['+17005550116', 'personal', 'us-700'],
    ['+17105550116', 'personal', 'us-710'],
    ['+16005550116', 'personal', 'ca-600'],
    ['+19005550116', 'premium', 'us-900'],
    ['+12129760116', 'premium', 'us-976'],
    ['+12125551212', 'directory', 'us-directory'],
    ['+81570123456', 'uan', 'jp-570'],
    ['+4781012345', 'uan', 'no-uan'],
    ['+870776123456', 'satellite', 'inmarsat-870'],
    ['+881612345678', 'satellite', 'satellite-881'],
    ['+882165555555', 'satellite', 'networks-882'],
    ['+8835100012345', 'satellite', 'networks-883'],
    ['+979123456789', 'premium', 'premium-979'],
    ['+80812345678', 'shared_cost', 'shared-cost-808'],
    ['+8785123456789', 'personal', 'personal-878'],
  ])(
    '%s is refused as %s, and %s is the name by which it could be allowed',
    (e164, reason, range) => {
      expect(judge(e164)).toMatchObject({ ok: false, reason, range });
      expect(isRangeName(range)).toBe(true);
    },
  );

  it.each([
    ['+447012345678', 'gb-70', 'GB'],
    ['+39199123456', 'it-199', 'IT'],
    ['+33820123456', 'fr-shared-cost', 'FR'],
    ['+881612345678', 'satellite-881', '001'],
    ['+15005550116', 'us-500', 'US'],
  ])('%s may be contacted where the settings name %s', (e164, range, country) => {
    expect(judge(e164, [range])).toMatchObject({ ok: true, country, range });
  });

  it('allows a range by name without its neighbors or its country', () => {
    expect(judge('+449098790000', ['gb-70'])).toMatchObject({ ok: false, reason: 'premium' });
    const only = { allowedCountries: ['US'], allowedRanges: ['gb-70'] };
    expect(judgeNumber('+447012345678', only)).toMatchObject({ reason: 'denied_country' });
  });

  it.each(['+25261234567', '+9607123456', '+37190123456', '+18765551234', '+79161234567'])(
    '%s lies in a country or range that is not called',
    (e164) => {
      expect(judge(e164)).toMatchObject({ ok: false });
    },
  );

  it.each([
    '+10000000000',
    '+11111111111',
    '+11234567890',
    '+15555555555',
    '+19999999999',
    '+15551234567',
  ])('%s is junk', (e164) => {
    expect(judge(e164)).toMatchObject({ ok: false, reason: 'junk' });
  });

  it.each(['0000000000', '1111111111', '1234567890', '5555555555', '9999999999', '(555) 123-4567'])(
    'a form with %s in it gets the answer that it is junk',
    (text) => {
      expect(parsePhone(text)).toMatchObject({ ok: false, reason: 'junk' });
    },
  );

  it.each(['+19115550116', '+12029110116', '+12020550116', '+11235550116'])(
    '%s is no number of North America',
    (e164) => {
      expect(judge(e164)).toMatchObject({ ok: false, reason: 'impossible' });
    },
  );

  it('gives the claim its verdict, the number it is about and the edition of the table', () => {
    const rules = DEFAULT_NUMBER_RULES;
    expect(dialable('+12025550116', rules)).toEqual({
      to: '+12025550116',
      ok: true,
      why: null,
      table: NUMBER_TABLE,
    });
    expect(dialable('+881612345678', rules)).toMatchObject({ ok: false, why: 'satellite' });
  });

  it('knows the names of ranges and no others', () => {
    expect(isRangeName('fr-shared-cost')).toBe(true);
    expect(isRangeName('everything')).toBe(false);
  });
});
