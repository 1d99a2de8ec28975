/** Notes to the model in the middle of a call, beside the audio. */
export const NOTES = {
  greeting: (words: string) =>
    `Begin with these words, and say in the same breath that you are an AI assistant: "${words}"`,
  resumed:
    'The line was cut for a moment and is back. Apologise in a few words and continue where the conversation stopped.',
  notPutThrough:
    'Nobody could take the call just now, and the lead is back with you. Apologise in one short sentence, and offer that somebody calls back: ask when it would suit, and use request_callback.',
  refused:
    'The lead asked not to be called again, and that has been done. Apologise in one short sentence and say goodbye.',
  silent: '(The line is silent: the lead says nothing. Ask whether they are still there.)',
  stillSilent: '(The line is still silent. Say goodbye in one short sentence.)',
  wrapUp: 'About half a minute is left on this call. Come to an end and do not start a new topic.',
  timeIsUp: 'The time of this call is up. Say goodbye in one short sentence.',
  shutdown: 'The call has to end now. Apologise and say goodbye in one short sentence.',
  pressed: (digit: string) => `(The lead pressed the key ${digit}.)`,
} as const;
