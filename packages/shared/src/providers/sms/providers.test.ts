import { describe, expect, it } from '@jest/globals';
import { createTextProviders, textErrorsOf, textEventsOf } from './providers.ts';

const account = {
  accountSid: `AC${'1'.repeat(32)}`,
  authToken: 'x',
  baseUrl: 'http://127.0.0.1:9',
};
const providerOf = createTextProviders({ twilio: { ...account, publicUrl: 'http://127.0.0.1:9' } });

describe('the provider of a text', () => {
  it('is the carrier where a vendor only relays what leads write', () => {
    expect(providerOf('retell')).toBe(providerOf('twilio'));
    expect(textErrorsOf('retell')).toBe(textErrorsOf('twilio'));
  });

  it('is not guessed', () => {
    expect(() => providerOf('nobody')).toThrow('No provider of this name');
    expect(() => textEventsOf('nobody')).toThrow('No provider of this name');
  });

  it('gives the meaning of its codes; unknown ones call for no retry', () => {
    expect(textErrorsOf('twilio').meaningOf({ code: 21_211 })).toEqual({ next: 'bad_number' });
    expect(textErrorsOf('nobody').meaningOf({ code: 21_211 })).toEqual({ next: 'give_up' });
    expect(textErrorsOf('twilio').isForeignSender(21_606)).toBe(true);
    expect(textErrorsOf('nobody').isForeignSender(21_606)).toBe(false);
  });
});
