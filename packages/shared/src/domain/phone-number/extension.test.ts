import { describe, expect, it } from '@jest/globals';
import { splitExtension } from './extension.ts';
import { parsePhone } from './phone.ts';

describe('a number with an extension', () => {
  it.each([
    ['+1 202 555 0116 ext. 12', '12'],
    ['+1 202 555 0116 ext 12', '12'],
    ['+1 202 555 0116 Ext:12', '12'],
    ['+1 202 555 0116 extension 12', '12'],
    ['+1 202 555 0116 extn 12', '12'],
    ['+1 202 555 0116 x12', '12'],
    ['+1 202 555 0116x12', '12'],
    ['+1 202 555 0116 X 012', '012'],
    ['+1 202 555 0116 (ext 12)', '12'],
    ['+1 202 555 0116 - ext 12', '12'],
    ['+1 202 555 0116,,12', '12'],
    ['+12025550116;ext=12', '12'],
    ['+12025550116;12', '12'],
    ['2025550116p12', '12'],
    ['+12025550116 #12', '12'],
    ['+1 202 555 0116 poste 12', '12'],
  ])('%s is read as the number and its extension', (text, extension) => {
    expect(splitExtension(text).extension).toBe(extension);
    expect(parsePhone(text)).toMatchObject({ ok: true, e164: '+12025550116', extension });
  });

  it.each([
    '+44 20 7946 0114',
    '202-555-0116',
    '(202) 555 0116',
    '+1 202 555 0116',
    '555-0116',
    '202.555.0116',
    '+12025550116,2025550117',
    '+12025550116; +12025550117',
    'x12',
  ])('%s has none', (text) => {
    expect(splitExtension(text)).toEqual({ main: text, extension: null });
  });

  it('of another country keeps its country', () => {
    expect(parsePhone('+44 20 7946 0114 x6')).toMatchObject({
      e164: '+442079460114',
      extension: '6',
      country: 'GB',
    });
    expect(parsePhone('+44 20 7946 0114')).not.toHaveProperty('extension');
  });
});
