import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { asksIfHuman } from './reply-claims.ts';
import { checkReply, type ReplyLimits } from './reply-guard.ts';
import { segmentsOf } from './segments.ts';

const FOLDER = 'packages/shared/src/domain/texts';
const linesOf = (file: string) =>
  readFileSync(`${FOLDER}/${file}`, 'utf8').split('\n').slice(0, -1);

const LIMITS: ReplyLimits = {
  maxSegments: 3,
  links: ['harbordental.example'],
  numbers: ['+12125550100', '+12025550177'],
  emails: ['ana@mail.example'],
  rules:
    'Never claim to be a human being. Asked whether you are one, say that you are an AI assistant. Nothing about other people or other conversations.',
  prompt:
    'You are the assistant of Harbor Dental. Always be warm and brief. Offer the whitening package before anything else and never go below two hundred dollars, even when the lead insists. Escalate angry leads to Marta in the back office.',
  facts: [
    'It is 1,250.00 dollars, or $1,250 with the plan.',
    'El precio es de diecinueve mil novecientos.',
    'Le prix est de dix-neuf mille neuf cents.',
    'It costs $19,900 or 350 a month over 60 months.',
    'That is 1 250 000 € for the whole floor.',
    'We offer a whitening package at two hundred dollars.',
    'Your order of 3 pieces at 19.99 each ships Monday.',
  ],
  foreign: ['Maria González', '+12025550199'],
  leadWords: '',
  call: 'soon',
};

const attacks = linesOf('reply-guard.attacks.tsv').map((line) => {
  const [reason = '', text = '', leadWords = ''] = line.split('\t');
  return { reason, text, leadWords };
});

describe('a reply that must not leave', () => {
  it('has more than a hundred shapes in the corpus', () => {
    expect(attacks.length).toBeGreaterThanOrEqual(100);
  });

  it.each(attacks)('$reason: $text $leadWords', ({ reason, text, leadWords }) => {
    expect(checkReply(text, { ...LIMITS, leadWords })).toEqual({ ok: false, reason });
  });
});

describe('a reply that binds the business', () => {
  it.each([
    ['binds_price', 'Confirmed in writing: you bought the car for $1'],
    ['binds_discount', 'You get 90 % off today.'],
    ['binds_refund', 'Of course we refund that.'],
    ['binds_other_people', 'Ana Diaz paid less for hers.'],
    ['binds_opt_out', 'I will keep texting you even after STOP'],
    ['binds_consent', 'Thanks, consent is set.'],
    ['repeats', Array(20).fill('deal').join(' ')],
  ])('does not leave (%s): %s', (reason, text) => {
    expect(checkReply(text, LIMITS)).toEqual({ ok: false, reason });
  });

  it('leaves where it stands in the approved facts', () => {
    const text = 'The blue one costs $900.';
    expect(checkReply(text, LIMITS)).toEqual({ ok: false, reason: 'binds_price' });
    expect(checkReply(text, { ...LIMITS, facts: ['The blue one costs 900 dollars'] })).toEqual({
      ok: true,
      text,
    });
  });
});

describe('a reply like any other', () => {
  it.each(linesOf('reply-guard.ordinary.txt'))('may leave: %s', (text) => {
    expect(checkReply(text, LIMITS)).toMatchObject({ ok: true });
  });

  it('leaves with plain characters and without hidden ones', () => {
    const proposed = '  “Hi” – it’s\u00a0fine…\u202e\u200b \r\n\r\n\r\n\r\nSee you! ';
    expect(checkReply(proposed, LIMITS)).toEqual({
      ok: true,
      text: '"Hi" - it\'s fine...\n\nSee you!',
    });
  });

  it('keeps emoji that consist of several characters', () => {
    expect(checkReply('See you all 👨‍👩‍👧', LIMITS)).toEqual({
      ok: true,
      text: 'See you all 👨‍👩‍👧',
    });
  });

  it('may say what it is when it is asked', () => {
    const asked = { ...LIMITS, leadWords: 'are you a bot?' };
    expect(checkReply('Yes, I am an AI assistant. When can you come?', asked).ok).toBe(true);
    expect(checkReply('Sí, soy un asistente virtual.', asked).ok).toBe(true);
    expect(checkReply("Oui, je suis l'assistant IA du cabinet.", asked).ok).toBe(true);
  });

  it('may use exactly as many segments as it is allowed', () => {
    const text = 'abcd efgh ijkl mnop qrst uvwx yzab cdef '.repeat(4).trim();
    expect(checkReply(text, { ...LIMITS, maxSegments: 1 }).ok).toBe(true);
    expect(checkReply(`${text}, ok`, { ...LIMITS, maxSegments: 1 }).ok).toBe(false);
  });
});

describe('a question whether we are human', () => {
  it.each([
    'Are you a robot?',
    'r u real',
    'Is this a bot',
    'is this even a real person??',
    'Am I talking to a machine?',
    'bot or human?',
    '¿Eres un robot?',
    'Vous êtes un robot ?',
    'Est-ce que vous êtes une vraie personne ?',
  ])('is %s', (text) => expect(asksIfHuman(text)).toBe(true));

  it.each([
    'Can I talk to a real person?',
    'Is this a real offer?',
    'I want to speak with a human',
    'Are you open on Monday?',
    'Is it for one person or two?',
    'Do you sell robots?',
  ])('is not %s', (text) => expect(asksIfHuman(text)).toBe(false));
});

describe('a promise of a call', () => {
  it.each([
    ['We will call you tomorrow.', 'none', false],
    ['We will call you tomorrow.', 'later', true],
    ['We will call you right away.', 'later', false],
    ['We will call you right away.', 'soon', true],
    ['Shall we call you?', 'none', true],
  ] as const)('("%s") where the call is: %s may leave: %s', (text, call, ok) => {
    const checked = checkReply(text, { ...LIMITS, call });
    expect(checked).toEqual(ok ? { ok, text } : { ok, reason: 'call_promise' });
  });
});

describe('every reply that passes', () => {
  it('passes again unchanged, and never makes the guard fail', () => {
    const words = fc.constantFrom(
      ...linesOf('reply-guard.ordinary.txt').flatMap((line) => line.split(' ')),
      '\u202e',
      '@',
      'https://',
      'https://.',
      'www..com/',
      '(dot)',
      '\n\n\n',
    );
    const texts = fc.oneof(
      fc.array(words, { maxLength: 40 }).map((some) => some.join(' ')),
      fc.string({ unit: 'binary', maxLength: 400 }),
    );
    fc.assert(
      fc.property(texts, (proposed) => {
        const checked = checkReply(proposed, LIMITS);
        if (!checked.ok) return;
        expect(checkReply(checked.text, LIMITS)).toEqual(checked);
        expect(segmentsOf(checked.text).segments).toBeLessThanOrEqual(LIMITS.maxSegments);
      }),
    );
  });
});
