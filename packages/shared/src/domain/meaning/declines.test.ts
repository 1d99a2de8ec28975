import { describe, expect, it } from '@jest/globals';
import { asksForPerson, declines, saysWrongPerson } from './declines.ts';

describe('a lead says that it wants nothing', () => {
  it.each([
    'Not interested, thanks',
    'sorry I already bought one',
    'I do not have a licence',
    'no',
    'No thanks',
    'I am no longer looking',
    'we went with somebody else',
    'changed my mind',
    'Not for me',
    'I don’t need it any more',
    'I am too young and do not qualify',
    'No me interesa',
    'Ya compré uno',
    'Je ne suis pas intéressé',
    'J’ai déjà acheté ailleurs',
    'Kein Interesse',
    'Ich habe schon eins gekauft',
  ])('"%s"', (said) => expect(declines(said)).toBe(true));
});

describe('a lead does not say that it wants nothing', () => {
  it.each([
    'I love it, when can I come?',
    'I’m interested',
    'Yes please',
    'is this still for sale',
    'how much is it',
    'not now',
    'too expensive',
    'maybe later',
    'no problem, tell me more',
    'My brother is not interested',
    'Me encanta',
    'Ich möchte es kaufen',
    'hello?',
    '',
  ])('"%s"', (said) => expect(declines(said)).toBe(false));
});

describe('the writer is another person', () => {
  it.each([
    'Wrong number',
    'you have the wrong person',
    'this is not Ana',
    'I don’t know any Dana',
  ])('says "%s"', (said) => expect(saysWrongPerson(said)).toBe(true));

  it.each(['I love it, when can I come?', 'who is this?', 'yes this is Ana', 'the wrong colour'])(
    'does not say "%s"',
    (said) => expect(saysWrongPerson(said)).toBe(false),
  );
});

describe('the lead asks for a person', () => {
  it.each(['Can I talk to a human?', 'Quiero hablar con una persona', 'I want your manager'])(
    'by "%s"',
    (said) => expect(asksForPerson(said)).toBe(true),
  );

  it.each(['I love it, when can I come?', 'ten o’clock', 'how much'])('not by "%s"', (said) =>
    expect(asksForPerson(said)).toBe(false),
  );
});
