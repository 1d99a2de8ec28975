import { describe, expect, it } from '@jest/globals';
import { parsePhone } from './phone.ts';

const ALM = '‎';

describe('a number that a spreadsheet has changed', () => {
  it.each([
    ['+4930123456.0', '+4930123456'],
    ['+390612345678.0', '+390612345678'],
    ['+43664123456.0', '+43664123456'],
    ['4930123456.0', '+4930123456'],
    ['33612345678.0', '+33612345678'],
    ['447700900123.0', '+447700900123'],
    ['12025550116.0', '+12025550116'],
    ['12025550116.00', '+12025550116'],
    ['12025550116,00', '+12025550116'],
    ['+12025550116.000000', '+12025550116'],
    ['2025550116.0', '+12025550116'],
    ['+1 202 555 0116.0', '+12025550116'],
    ['1.2025550116E10', '+12025550116'],
    ['1.2025550116e+10', '+12025550116'],
    ['1,2025550116E+10', '+12025550116'],
    ['+1.2025550116E10', '+12025550116'],
    ['2.025550116E+09', '+12025550116'],
    ['12025.550116E+6', '+12025550116'],
    ['4.930123456E+9', '+4930123456'],
    ['12.025.550.116,00', '+12025550116'],
    ['12,025,550,116.00', '+12025550116'],
  ])('%s is the number that it was', (cell, e164) => {
    expect(parsePhone(cell)).toMatchObject({ ok: true, e164, restored: true });
  });

  it.each([
    '1.20256E+10',
    '1.2E+10',
    '1e10',
    '4.93012345E9',
    '1.20255501165E10',
    '-2.025550116E9',
    '12025550116.5',
    '+4930123456.5',
    '+4930123456,05',
    '120255501.16',
    '1202555011.6',
    '202-555-0116.0',
    '(202) 555-0116.00',
  ])('%s is refused, since its owner cannot be known', (cell) => {
    expect(parsePhone(cell)).toMatchObject({ ok: false, reason: 'ruined' });
  });

  it('does not guess between a float and an extension behind a point', () => {
    expect(parsePhone('030 123456.0', 'DE')).toMatchObject({ ok: false, reason: 'ruined' });
    expect(parsePhone('030123456.0', 'DE')).toMatchObject({ ok: true, e164: '+4930123456' });
  });

  it('does not guess between the number with a country code and one at home', () => {
    const cell = '4930123456.0';
    expect(parsePhone(cell, 'DE')).toMatchObject({ ok: true, e164: '+4930123456' });
    expect(parsePhone(cell, 'US')).toMatchObject({ ok: true, e164: '+4930123456' });
  });

  it.each([
    ['202.555.0116', '+12025550116'],
    ['202.5550116', '+12025550116'],
    ['202555.0116', '+12025550116'],
    ['202555.0000', '+12025550000'],
    ['+49.30.123456.0', '+49301234560'],
    ['+49 30 123456-0', '+49301234560'],
    ['+33 6.12.34.56.00', '+33612345600'],
    ['12025550116.', '+12025550116'],
  ])('%s was written so by a person and is read as it stands', (text, e164) => {
    const parsed = parsePhone(text);
    expect(parsed).toMatchObject({ ok: true, e164 });
    expect(parsed).not.toHaveProperty('restored');
  });
});

describe('what programs put around a number', () => {
  it.each([
    ["'+12025550116", '+12025550116'],
    ['="+12025550116"', '+12025550116'],
    ['="=""+12025550116"""', '+12025550116'],
    ['"+12025550116"', '+12025550116'],
    ['p:+12025550116', '+12025550116'],
    ['tel:+1-202-555-0116', '+12025550116'],
    ['tel:202-555-0116;phone-context=+1', '+12025550116'],
    ['sms:+12025550116?body=hello', '+12025550116'],
    ['whatsapp:+12025550116', '+12025550116'],
    ['12,025,550,116', '+12025550116'],
    ["12'025'550'116", '+12025550116'],
    ['‪+44 20 7946 0117‬', '+442079460117'],
    [`${ALM}+442079460118`, '+442079460118'],
    ['+1︍-202-555-0119', '+12025550119'],
    ['﻿+12025550116', '+12025550116'],
    ['+1 202 555​0116', '+12025550116'],
    ['＋１２０２５５５０１１６', '+12025550116'],
    ['+1·202·555·0116', '+12025550116'],
  ])('%j is read without it', (text, e164) => {
    expect(parsePhone(text)).toMatchObject({ ok: true, e164 });
  });

  it('leaves nothing where there was nothing else', () => {
    for (const text of ["'", '=""', 'tel:', '​']) {
      expect(parsePhone(text)).toMatchObject({ ok: false, reason: 'empty' });
    }
  });
});
