import { describe, expect, it } from '@jest/globals';
import { spokenName } from './greeting.ts';

describe('a name as a greeting says it', () => {
  it.each([
    ['Ada', 'Ada', null],
    ['Ada King', 'Ada', 'King'],
    [' Ada  Byron King ', 'Ada', 'King'],
    ['Test,,', 'Test', null],
    ['Lovelace, Ada', 'Ada', 'Lovelace'],
    ['Smith, MD', 'Smith', null],
    ['Ann Smith, PhD', 'Ann', 'Smith'],
    ['Dr. Ann Smith', 'Ann', 'Smith'],
    ['Ann Smith Jr.', 'Ann', 'Smith'],
    ['Ann 🌸', 'Ann', null],
    ['Ann (work)', 'Ann', null],
    ['Ann & Bob Smith', 'Ann', null],
    ['Ann/Bob', 'Ann', null],
    ['Ann null', 'Ann', null],
    ['\u202aAnn\u202c', 'Ann', null],
    ["O'Neil", "O'Neil", null],
    ['Jean-Luc Picard', 'Jean-Luc', 'Picard'],
    ['Jörg', 'Jörg', null],
    ['山田 太郎', '山田', '太郎'],
    ['이', '이', null],
    ['נועה כהן', 'נועה', 'כהן'],
    ['Mr. Smith', null, 'Smith'],
    ['J. Smith', null, 'Smith'],
    ['null Smith', null, 'Smith'],
  ])('%j greets %j', (written, first, last) => {
    expect(spokenName(written)).toMatchObject({ first, last });
  });

  it('says a title with the name that it belongs to', () => {
    expect(spokenName('Mr. Smith').full).toBe('Mr. Smith');
    expect(spokenName('Dr. Ann Smith').full).toBe('Ann Smith');
  });

  it.each([
    'Dr.',
    '<test',
    '<b>Ann</b>',
    'N/A',
    'n/a',
    'null',
    'null null',
    'undefined',
    'Unknown',
    '12345',
    '+12025550101',
    '@annie',
    'ann@example.com',
    'www.example.com',
    '{{first_name}}',
    '[object Object]',
    '-',
    '???',
    '.',
    'Mr and Mrs',
    'customer',
    'A',
    'x',
    `'=cmd|'/c calc'!A1`,
    'a'.repeat(40),
    '',
    '   ',
    null,
    undefined,
  ])('%j greets without a name', (written) => {
    expect(spokenName(written)).toMatchObject({ first: null, full: null });
  });
});
