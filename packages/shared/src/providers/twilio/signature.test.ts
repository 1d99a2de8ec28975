import { describe, expect, it } from '@jest/globals';
import { createTwilioSignature } from './signature.ts';

const verify = createTwilioSignature({ authToken: '12345', publicUrl: 'https://mycompany.com' });
const request = {
  path: '/myapp.php?foo=1&bar=2',
  body: {
    CallSid: 'CA1234567890ABCDE',
    Caller: '+14158675309',
    Digits: '1234',
    From: '+14158675309',
    To: '+18005551212',
  },
  headers: { 'x-twilio-signature': 'RSOYDt4T1cUTdK1PDd93/VVr8B8=' },
};

describe('the signature of a webhook', () => {
  it('is accepted when it is the vendor’s own example', () => {
    expect(() => verify(request)).not.toThrow();
  });

  it.each([
    ['another path', { ...request, path: '/myapp.php?foo=1&bar=3' }],
    ['a changed field', { ...request, body: { ...request.body, Digits: '1235' } }],
    ['a dropped field', { ...request, body: { CallSid: 'CA1234567890ABCDE' } }],
    ['an added field', { ...request, body: { ...request.body, Extra: '1' } }],
    ['no signature', { ...request, headers: {} }],
    ['two signatures', { ...request, headers: { 'x-twilio-signature': 'a, b' } }],
  ])('is refused with %s', (_, changed) => {
    expect(() => verify(changed)).toThrow('signature');
  });
});
