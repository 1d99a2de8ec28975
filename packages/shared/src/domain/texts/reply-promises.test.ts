import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { promiseOfCall } from './reply-promises.ts';

const ORDINARY = 'packages/shared/src/domain/texts/reply-guard.ordinary.txt';

describe('a promise of a call', () => {
  it.each([
    'Sure, we will call you tomorrow at three.',
    "I'll call you then!",
    'A colleague of mine, a real person, will call you.',
    "We'll give you a quick call on Tuesday.",
    'Someone from our team is going to phone you.',
    'You will get a call from us.',
    'Expect our call at three.',
    'Your call is booked for Tuesday.',
    'I have scheduled a call for Monday.',
    'We’ll definitely ring you back. Anything else?',
    'Le llamaremos mañana a las tres.',
    'Vamos a llamarle el lunes.',
    'Nous vous rappellerons demain.',
    'Je vais vous appeler ce soir.',
  ])('is "%s"', (text) => expect(promiseOfCall(text)).toBe('call'));

  it.each([
    "We'll call you right away.",
    'Calling you now!',
    'Ok. We are calling you in a minute.',
    'You will get a call shortly.',
    'Le llamamos ahora mismo.',
    'On vous appelle tout de suite.',
  ])('for this very moment is "%s"', (text) => expect(promiseOfCall(text)).toBe('at_once'));

  it('is at once only if its own sentence says so', () => {
    const text = 'We will call you tomorrow at three. Is there anything you need right now?';
    expect(promiseOfCall(text)).toBe('call');
  });

  it.each([
    'Shall we call you at 202-555-0177?',
    'When may we call you?',
    'Would you like a call tomorrow?',
    'You can call us any time.',
    'We will not call you again.',
    "We won't call you.",
    'I cannot call you, but a colleague can answer here.',
    "If you like, we'll call you.",
    'Do you prefer texts or calls?',
    'It is called the Harbor package.',
    'Tell us when you call.',
    'No le llamaremos más.',
    '¿Le llamamos mañana?',
    'Quand voulez-vous que je vous appelle ?',
    'Comment vous appelez-vous ?',
  ])('is not "%s"', (text) => expect(promiseOfCall(text)).toBe('none'));

  it('is hardly ever found in an ordinary answer', () => {
    const lines = readFileSync(ORDINARY, 'utf8').split('\n').slice(0, -1);
    expect(lines.filter((line) => promiseOfCall(line) !== 'none')).toEqual([
      'A colleague of mine, a real person, will call you.',
    ]);
  });
});
