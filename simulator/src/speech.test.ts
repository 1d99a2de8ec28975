import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createListener, encodeSpeech, LOST, unitBytesOf, wholeWords } from './speech.ts';

function setup(charMs = 20) {
  const unit = unitBytesOf(charMs);
  let text = '';
  let silent = 0;
  const listener = createListener(unit, {
    character: ({ character }) => {
      text += character;
    },
    silence: (bytes) => {
      silent += bytes;
    },
  });
  return { unit, listener, text: () => text, silent: () => silent };
}

const chunksOf = (bytes: Buffer, size: number) =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );

describe('speech', () => {
  it('is one frame of 160 bytes for each character at the usual pace', () => {
    expect(encodeSpeech('Hello', 1, unitBytesOf(20))).toHaveLength(5 * 160);
  });

  it('is understood whatever the pace and however it is cut into portions', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
        fc.constantFrom(2, 5, 20, 60),
        fc.integer({ min: 1, max: 700 }),
        (said, charMs, size) => {
          const { unit, listener, text } = setup(charMs);
          const speech = encodeSpeech(said, 3, unit);
          const silence = Buffer.alloc(200, 0xff);
          for (const chunk of chunksOf(Buffer.concat([silence, speech, silence]), size)) {
            listener.hear(chunk);
          }
          expect(text()).toBe(said);
          expect(listener.damage).toEqual({ lost: 0, noise: 0, repeated: 0 });
        },
      ),
    );
  });

  it('shows each frame that did not come', () => {
    const { unit, listener, text } = setup();
    const frames = chunksOf(encodeSpeech('Good morning', 1, unit), unit);
    for (const frame of frames.filter((_, index) => index !== 5 && index !== 6))
      listener.hear(frame);
    expect(text()).toBe(`Good ${LOST}${LOST}rning`);
    expect(listener.damage.lost).toBe(2);
  });

  it('does not take a frame twice', () => {
    const { unit, listener, text } = setup();
    const frames = chunksOf(encodeSpeech('Hi', 1, unit), unit);
    for (const frame of [...frames, ...frames]) listener.hear(frame);
    expect(text()).toBe('Hi');
    expect(listener.damage.repeated).toBe(2);
  });

  it('notices one wrong byte in a frame', () => {
    const { unit, listener, text } = setup();
    const speech = encodeSpeech('abc', 1, unit);
    speech[unit + 100] = 0;
    listener.hear(speech);
    expect(text()).toBe(`a${LOST}c`);
    expect(listener.damage.noise).toBe(unit);
  });

  it('counts silence, and finds no words in noise', () => {
    const { listener, text, silent } = setup();
    listener.hear(Buffer.alloc(320, 0xff));
    listener.hear(Buffer.alloc(160, 0x33));
    expect(text()).toBe('');
    expect(silent()).toBe(320);
    expect(listener.damage.noise).toBe(160);
  });
});

describe('an utterance that was cut off', () => {
  it.each([
    ['You can see all ti', true, 'You can see all'],
    ['You can see all', false, 'You can see all'],
    ['www.exa', true, ''],
  ])('keeps whole words of %p', (text, inside, kept) => {
    expect(wholeWords(text, inside)).toBe(kept);
  });
});
