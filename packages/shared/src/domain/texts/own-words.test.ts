import { describe, expect, it } from '@jest/globals';
import { leadsWords, saidIn } from './own-words.ts';

const CAMPAIGN =
  'Hi Annie, this is Harbor Auto. The blue truck is still here. Want to see it Friday? Reply STOP to opt out.';
const QUOTING = 'Dan said "come any time" so Friday works. Reply STOP to end texts';
const SHORT = 'Friday at ten?';
const OURS = [CAMPAIGN, QUOTING, SHORT];

describe('our own words, quoted by a lead', () => {
  it.each([
    [`Liked “${CAMPAIGN}”`, 'Liked'],
    [`❤️ to “${CAMPAIGN}”`, '❤️ to'],
    [`Reacted 😂 to “${CAMPAIGN}”`, 'Reacted 😂 to'],
    [`Removed a question mark from “${CAMPAIGN}”`, 'Removed a question mark from'],
    [`A aimé « ${CAMPAIGN} »`, 'A aimé'],
    [`Le gustó “${CAMPAIGN}”`, 'Le gustó'],
    [`Gefällt „${CAMPAIGN}“`, 'Gefällt'],
    [`「${CAMPAIGN}」に「いいね」しました`, 'に「いいね」しました'],
    [`Liked "${QUOTING}"`, 'Liked'],
    // Cut off by the phone, in the middle of a word too, with or without the last mark.
    ['Liked “Hi Annie, this is Harbor Auto. The blue truck is sti…”', 'Liked'],
    ['Liked “Hi Annie, this is Harbor Auto. The blue tru...', 'Liked'],
    ['Loved “Hi Annie, this is Harbor Auto. The blue tru', 'Loved'],
    [`Emphasised “…is still here. Want to see it Friday? Reply STOP to opt out.”`, 'Emphasised'],
    [`Liked “${SHORT}”`, 'Liked'],
    [`> ${CAMPAIGN}\nsure, what time?`, 'sure, what time?'],
    [`You wrote ${CAMPAIGN} but which Friday?`, 'You wrote but which Friday?'],
    [`Ok “${CAMPAIGN}” and “${SHORT}” both fine`, 'Ok and both fine'],
  ])('are removed from %s', (text, left) => {
    expect(leadsWords(text, OURS)).toBe(left);
  });

  it.each([
    'STOP',
    'I said "stop"',
    'reply stop to opt out does not work',
    'My wife said "please stop texting him every day"',
    '"Friday works" is what I told Dan',
    'Stop! “I never asked for any of this, leave me alone”',
  ])('are not found in what the lead says: %s', (text) => {
    expect(leadsWords(text, OURS)).toBe(text);
  });

  it('leave the refusal that stands beside them', () => {
    expect(leadsWords(`Stop sending me “${CAMPAIGN}”`, OURS)).toBe('Stop sending me');
  });

  it('are also found in a text that was built to be slow', () => {
    const nasty = '“'.repeat(9_000) + '"Hi Annie, '.repeat(900);
    const began = performance.now();
    leadsWords(nasty, OURS);
    expect(performance.now() - began).toBeLessThan(250);
  });
});

describe('the kind of a text', () => {
  const kindOf = (text: string, media = 0) => saidIn(text, { ours: OURS, media }).kind;

  it.each([
    `Liked “${CAMPAIGN}”`,
    `Loved "${SHORT}"`,
    `❤️ to “${CAMPAIGN}”`,
    `👍 “${SHORT}”`,
    `Reacted 😂 to “${CAMPAIGN}”`,
    `Removed a question mark from “${CAMPAIGN}”`,
    `Removed a heart from "${SHORT}"`,
    `A aimé « ${CAMPAIGN} »`,
    `Le gustó “${CAMPAIGN}”`,
    `Gefällt „${CAMPAIGN}“`,
    `Ha messo mi piace a “${CAMPAIGN}”`,
    'Liked an image',
    'Laughed at a photo',
    'Reacted 😂 to a video',
    'Removed a like from an image',
  ])('is a bare reaction: %s', (text) => {
    expect(kindOf(text)).toBe('reaction');
  });

  // No rule knows Hungarian, but a model reads it anyway.
  it('is a quotation where all but two or three words are ours', () => {
    expect(kindOf(`Kedvelte: “${CAMPAIGN}”`)).toBe('quotation');
    expect(kindOf(`Not interested “${CAMPAIGN}”`)).toBe('quotation');
    // Another person's words after "Liked" are no reaction to ours.
    expect(kindOf('Loved “stop writing to me every day”')).toBe('words');
  });

  it.each([
    'Unable to send message',
    'Unable to send message - Message Blocking is active.',
    'Free Msg: Unable to send message - Message Blocking is active.',
    'Message failed to send.',
    'Your message could not be delivered.',
    'This message was not delivered. The recipient is unable to receive messages at this time.',
    'Message blocking is active',
    'Error: message not sent',
  ])('is a machine’s message: %s', (text) => {
    expect(kindOf(text)).toBe('machine');
  });

  it.each(['', '  ', '\u200b\ufeff', '\ufffc', '(no subject)'])(
    'is a picture without words: %j',
    (text) => {
      expect(kindOf(text, 1)).toBe('picture');
      expect(kindOf(text, 0)).toBe('nothing');
    },
  );

  it.each([
    '👍',
    'yes',
    '?',
    'Liked it a lot, when can I come?',
    'I was unable to send the message yesterday, is it still there?',
    'an image',
    `“${CAMPAIGN}” who is this?`,
    `Stop sending me “${CAMPAIGN}”, I mean it, and take me off that list`,
  ])('is words: %s', (text) => {
    expect(kindOf(text)).toBe('words');
  });
});
