import { describe, expect, it } from '@jest/globals';
import { refusalNamed } from './refusal-names.ts';
import { refusedBy, saidIn } from './refusal-values.ts';

const ALL = { scopes: ['all'] as const, says: 'whether' as const };

describe('the name of a field that says "do not contact"', () => {
  it.each([
    ['Do Not Call', 'voice'],
    ['DoNotCall', 'voice'],
    ['do_not_call', 'voice'],
    ["Don't Call", 'voice'],
    ['No Calls', 'voice'],
    ['Has Opted Out of Calls', 'voice'],
    ['Phone Opt-Out', 'voice'],
    ['Do Not Text', 'sms'],
    ['Has Opted Out Of SMS', 'sms'],
    ['HasOptedOutOfSMS', 'sms'],
    ['SMS Opt Out', 'sms'],
    ['Text Opt Out', 'sms'],
    ['SMS Unsubscribed', 'sms'],
    ['WhatsApp opt-out', 'sms'],
    ['Do Not Contact', 'all'],
    ['DNC', 'all'],
    ['DND', 'all'],
    ['On DNC List', 'all'],
    ['Opted Out', 'all'],
    ['Opt-Out', 'all'],
    ['Unsubscribed', 'all'],
    ['Do Not Call or Text', 'all'],
    ['Email/SMS Opt Out', 'sms'],
    ['Nicht anrufen', 'voice'],
    ['Ne pas appeler', 'voice'],
    ['No llamar', 'voice'],
    ['Niet bellen', 'voice'],
    ['Não ligar', 'voice'],
    ['Werbesperre', 'all'],
    ['Désabonné', 'all'],
    ['連絡不可', 'all'],
    ['수신거부', 'all'],
  ])('%s: %s', (name, scope) => {
    expect(refusalNamed(name)).toEqual({ scopes: [scope], says: 'whether' });
  });

  it.each([
    ['Opt Out Date', 'when'],
    ['Unsubscribed At', 'when'],
    ['DNC Date', 'when'],
    ['Opt Out Reason', 'why'],
  ])('%s means %s', (name, says) => {
    expect(refusalNamed(name)).toMatchObject({ says });
  });

  it.each([
    'Email Opt Out',
    'HasOptedOutOfEmail',
    'Unsubscribed from email',
    'Fax Opt Out',
    'Do Not Mail',
    'Opt In',
    'SMS Opt In',
    'OK to call',
    'Status',
    'Call Notes',
    'Note',
    'Standnc',
    'Name',
    'Phone',
  ])('%s is not ours', (name) => {
    expect(refusalNamed(name)).toBeNull();
  });
});

describe('the answer in such a field', () => {
  it.each([
    true,
    1,
    '1',
    'true',
    'TRUE',
    'yes',
    'Y',
    'x',
    'X',
    'on',
    'oui',
    'Ja',
    'sí',
    'はい',
    '✓',
    '☑',
    'Do not call',
    'Do Not Contact',
    'Opted Out',
    'unsubscribed',
    'DNC',
    'STOP',
    '2026-11-20',
    '11/20/2026',
    ['true'],
  ])('%j refuses', (value) => {
    expect(saidIn(ALL, value)).toMatchObject({ kind: 'refused' });
  });

  it.each([
    false,
    0,
    '0',
    '',
    ' ',
    null,
    'false',
    'No',
    'n',
    'off',
    'nein',
    'non',
    'N/A',
    '-',
    'null',
    'none',
    'Subscribed',
    'Opted in',
    'OK to call',
    'email',
    'Email Opt Out',
    [],
  ])('%j does not', (value) => {
    expect(saidIn(ALL, value)).toEqual({ kind: 'no' });
  });

  it.each(['maybe', '?', 'perhaps', 'ask Sam', '2', 'unknown', 'no calls before 9', { a: 1 }])(
    '%j cannot be read',
    (value) => {
      expect(saidIn(ALL, value)).toEqual({ kind: 'unclear' });
    },
  );

  it('may name the channel itself', () => {
    expect(saidIn(ALL, 'SMS')).toEqual({ kind: 'refused', scopes: ['sms'] });
    expect(saidIn(ALL, 'phone')).toEqual({ kind: 'refused', scopes: ['voice'] });
    expect(saidIn(ALL, 'phone and text')).toEqual({ kind: 'refused', scopes: ['all'] });
    expect(saidIn(ALL, 'both')).toEqual({ kind: 'refused', scopes: ['all'] });
  });
});

describe('words that refuse as a label', () => {
  it.each([
    ['Do not contact', 'all'],
    ['DNC', 'all'],
    ['Hot lead; Do Not Call', 'voice'],
    ['Ann Test - DO NOT CALL', 'voice'],
    ['Opted out of SMS', 'sms'],
  ])('%s', (text, scope) => {
    expect(refusedBy(text)).toEqual([scope]);
  });

  it.each([
    'New',
    'Contacted',
    'Call back on Monday',
    'Unsubscribed from email',
    'Ann Dinc',
    'Email opt out',
    'Please do not call before nine, the baby sleeps until then and my wife works nights',
  ])('not: %s', (text) => {
    expect(refusedBy(text)).toBeNull();
  });
});
