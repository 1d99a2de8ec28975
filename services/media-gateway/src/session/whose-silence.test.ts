import { expect, it } from '@jest/globals';
import { whoseSilence } from './whose-silence.ts';

const MOMENT = {
  hasModel: true,
  isSpeaking: false,
  isBusy: false,
  isOwed: false,
  playedOut: true,
};

it.each([
  ['neither side speaks and no reply is due: the lead is quiet', {}, [true, false]],
  ['the lead speaks', { isSpeaking: true }, [false, false]],
  ['our words are still being heard', { playedOut: false, isBusy: true }, [false, false]],
  ['a reply is being made: the lead waits for us', { isBusy: true }, [false, true]],
  ['a reply is due and has not begun', { isOwed: true }, [true, true]],
  ['a reply is due, and the lead speaks', { isOwed: true, isSpeaking: true }, [false, false]],
  ['no model is connected', { hasModel: false }, [false, true]],
  [
    'no model is connected, and the lead speaks',
    { hasModel: false, isSpeaking: true },
    [false, true],
  ],
])('%s', (_, moment, [isQuiet, isOurs]) => {
  expect(whoseSilence({ ...MOMENT, ...moment })).toEqual({ isQuiet, isOurs });
});
