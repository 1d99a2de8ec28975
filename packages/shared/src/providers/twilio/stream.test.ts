import { describe, expect, it } from '@jest/globals';
import { readStreamEvent, streamFrames } from './stream.ts';

const payload = Buffer.alloc(160, 0x7f).toString('base64');
const read = (value: unknown) => readStreamEvent(Buffer.from(JSON.stringify(value)));
const media = { track: 'inbound', chunk: '1', timestamp: '5', payload };

describe('frames from the carrier', () => {
  it('finds the audio and its time without a parser', () => {
    const event = read({ event: 'media', sequenceNumber: '2', media, streamSid: 'MZ1' });
    expect(event).toMatchObject({ event: 'media', timestampMs: 5 });
    expect(event?.event === 'media' && event.payload.toString()).toBe(payload);
  });

  it('finds them as well when the fields come in another order', () => {
    const event = read({ streamSid: 'MZ1', media: { payload, timestamp: '5' }, event: 'media' });
    expect(event?.event === 'media' && event.payload.toString()).toBe(payload);
    expect(event).toMatchObject({ timestampMs: 5 });
  });

  it.each([
    [{ event: 'mark', mark: { name: '0:400' }, streamSid: 'MZ1' }, { mark: { name: '0:400' } }],
    [{ event: 'dtmf', dtmf: { track: 'inbound_track', digit: '9' } }, { dtmf: { digit: '9' } }],
    [{ event: 'stop', stop: { callSid: 'CA1' } }, { event: 'stop' }],
    [{ event: 'connected', protocol: 'Call', version: '1.0.0' }, { event: 'connected' }],
  ])('reads %j', (frame, expected) => {
    expect(read(frame)).toMatchObject(expected);
  });

  it('ignores an event that is new', () => {
    expect(read({ event: 'weather' })).toEqual({ event: 'unknown' });
  });

  it.each([
    '{"event":"media"',
    'hello',
    '[]',
    '{"event":"media","media":{}}',
    '{"event":"mark"}',
    '',
  ])('does not understand %s', (text) => {
    expect(readStreamEvent(Buffer.from(text))).toBeNull();
  });
});

describe('frames to the carrier', () => {
  it('are JSON that names the stream', () => {
    const frames = streamFrames('MZ1');
    expect(JSON.parse(frames.media.beginning + payload + frames.media.end)).toEqual({
      event: 'media',
      streamSid: 'MZ1',
      media: { payload },
    });
    expect(JSON.parse(frames.mark('0:400'))).toEqual({
      event: 'mark',
      streamSid: 'MZ1',
      mark: { name: '0:400' },
    });
    expect(JSON.parse(frames.clear)).toEqual({ event: 'clear', streamSid: 'MZ1' });
  });
});
