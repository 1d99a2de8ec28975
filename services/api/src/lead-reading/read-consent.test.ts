import { describe, expect, it } from '@jest/globals';
import { readConsent } from './read-consent.ts';

const AT = '2026-11-20T15:00:00Z';

describe('the sentence of a form as a consent', () => {
  it.each([
    'I agree to get texts about my car',
    'Yes, text and call me',
    "J'accepte de recevoir des messages",
    'I agree to receive texts. Reply STOP to opt out at any time.',
    'By checking this box I agree to marketing texts. Consent is not a condition of purchase.',
    'I have opted in on your site',
    'Sí, acepto recibir mensajes',
  ])('agrees: %s', (words) => {
    expect(readConsent(words)).toEqual({ kind: 'written', text: words });
  });

  it.each([
    'No, thank you very much',
    'Please do not text me',
    "I don't want any messages",
    'never call me please',
    'stop texting me please',
    'Opted out on Monday',
    'agreed?',
    'two words',
    'Yes, stop texting me',
    'I do not agree to anything',
    'I agree not to be called',
    'Text me about my car',
    'Je n’accepte pas de messages',
    'No acepto recibir mensajes',
    '   ',
    '?!? ... ---',
  ])('does not: %s', (words) => {
    expect(readConsent(words)).toBeUndefined();
  });
});

describe('the consent fields of a form', () => {
  it.each([
    [true, { kind: 'written' }],
    ['yes', { kind: 'written' }],
    ['I agree to be texted', { kind: 'written', text: 'I agree to be texted' }],
    [{ granted: true }, { kind: 'written' }],
    [
      { given: 'on', channel: 'sms' },
      { kind: 'written', channel: 'text' },
    ],
    [{ text: 'Text me.' }, { kind: 'written', text: 'Text me.' }],
    [
      { at: AT, ip: '192.0.2.1' },
      { kind: 'written', at: AT, ip: '192.0.2.1' },
    ],
    [
      { kind: 'express', channel: 'voice' },
      { kind: 'express', channel: 'call' },
    ],
    [
      { kind: 'implied', expires_at: AT },
      { kind: 'implied', expires_at: AT },
    ],
  ])('%j is one', (value, consent) => {
    expect(readConsent(value)).toEqual(consent);
  });

  it.each([
    [false],
    ['no'],
    ['maybe'],
    [null],
    [[]],
    [{}],
    [{ channel: 'text' }],
    [{ url: 'https://form.example', form_id: 'f1' }],
    [{ granted: false, text: 'Text me.' }],
    [{ granted: 'perhaps', text: 'Text me.' }],
  ])('%j is none', (value) => {
    expect(readConsent(value)).toBeUndefined();
  });

  it('is read as far as possible, with warnings for the rest', () => {
    const warned: string[] = [];
    const read = (value: unknown) => readConsent(value, ({ path }) => warned.push(path));
    expect(read({ granted: true, at: 'yesterday' })).toEqual({ kind: 'written' });
    expect(read({ granted: true, kind: 'verbal' })).toEqual({ kind: 'implied' });
    expect(read({ granted: true, text: { words: 1 } })).toEqual({ kind: 'written' });
    expect(warned).toEqual(['at', 'kind']);
  });

  it.each(['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-23:59', '1066-10-14T09:00:00Z'])(
    'with an impossible time (%s) is stored without it, with a warning',
    (at) => {
      const warned: string[] = [];
      const read = (value: unknown) => readConsent(value, ({ path }) => warned.push(path));
      expect(read({ granted: true, at })).toEqual({ kind: 'written' });
      expect(read({ granted: true, expires_at: at })).toBeUndefined();
      expect(warned).toEqual(['at', 'expires_at']);
    },
  );

  it('keeps what can be read', () => {
    expect(readConsent({ granted: true, at: AT })).toEqual({ kind: 'written', at: AT });
  });

  it.each([
    ['the moment alone, unreadable', { at: 'yesterday' }],
    ['a channel that is not ours', { granted: true, channel: 'email' }],
    ['an unreadable end', { granted: true, expires_at: 'soon' }],
    ['a kind alone, unreadable', { kind: 'verbal' }],
  ])('%s is none', (_, value) => {
    expect(readConsent(value)).toBeUndefined();
  });
});
