import { describe, expect, it } from '@jest/globals';
import { readStreamMessage } from './stream-message.ts';

const SID = 'MZ1';
const read = (message: unknown) => readStreamMessage(JSON.stringify(message), SID);

describe('a message to the telephone', () => {
  it('may be media, a mark, or clear', () => {
    expect(read({ event: 'media', streamSid: SID, media: { payload: '//8=' } })).toEqual({
      event: 'media',
      sound: Buffer.from([0xff, 0xff]),
    });
    expect(read({ event: 'mark', streamSid: SID, mark: { name: 'a' } })).toEqual({
      event: 'mark',
      name: 'a',
    });
    expect(read({ event: 'clear', streamSid: SID })).toEqual({ event: 'clear' });
  });

  it.each([
    ['no stream', { event: 'clear' }],
    ['another stream', { event: 'clear', streamSid: 'MZ2' }],
    ['an unknown event', { event: 'dtmf', streamSid: SID }],
    ['no payload', { event: 'media', streamSid: SID, media: {} }],
    [
      'a payload that is not base64',
      { event: 'media', streamSid: SID, media: { payload: 'öö==' } },
    ],
    [
      'an extra field',
      { event: 'media', streamSid: SID, media: { payload: '', track: 'outbound' } },
    ],
    ['an extra field beside it', { event: 'clear', streamSid: SID, now: true }],
    ['a mark without a name', { event: 'mark', streamSid: SID, mark: {} }],
    ['not an object', ['clear']],
  ])('is refused with %s', (_, message) => {
    expect(read(message)).toHaveProperty('wrong');
  });

  it('is refused when it is not JSON', () => {
    expect(readStreamMessage('clear', SID)).toHaveProperty('wrong');
  });
});
