import { describe, expect, it } from '@jest/globals';
import twilio from 'twilio';
import { sign } from './signature.ts';

const PARAMS = {
  CallSid: 'CA1',
  To: '+12025550101',
  CallStatus: 'in-progress',
  From: '+12025550190',
};

describe('the signature', () => {
  it.each([
    'https://example.com/webhooks/twilio/voice?call=7&x=%C3%A9',
    'http://127.0.0.1:3000/webhooks/twilio/voice/status',
    'https://example.com:8443/a/',
  ])('of a form post to %s is accepted by the vendor', (url) => {
    expect(twilio.validateRequest('12345', sign('12345', url, PARAMS), url, PARAMS)).toBe(true);
    expect(twilio.validateRequest('12345', sign('other', url, PARAMS), url, PARAMS)).toBe(false);
  });

  it.each(['wss://voice.example.com/media', 'ws://127.0.0.1:3001/media-stream'])(
    'of a media socket at %s is accepted by the vendor',
    (url) => {
      expect(twilio.validateRequest('12345', sign('12345', url), url, {})).toBe(true);
    },
  );

  it('matches a known signature of a known socket', () => {
    expect(sign('12345', 'wss://voice.example.com/media')).toBe('jFDHVhI8XO69C49uXR3xmdZPylY=');
  });

  it('does not cover the fragment', () => {
    expect(sign('1', 'https://a.example/cb#rc=3', PARAMS)).toBe(
      sign('1', 'https://a.example/cb', PARAMS),
    );
  });
});
