import { expect, it } from '@jest/globals';
import { chosenVoice } from './chosen-voice.ts';

it.each([
  [undefined, null],
  ['default', null],
  ['marin', 'marin'],
])('the voice of an agent that says %s is %s', (voice, chosen) => {
  expect(chosenVoice(voice)).toBe(chosen);
});
