import { describe, expect, it } from '@jest/globals';
import { onChannelOf, readChannelAddress } from './channel-address.ts';

describe('the address of a text', () => {
  it.each([
    ['+12025550143', null, '+12025550143'],
    ['rcs:+12025550143', 'rcs', '+12025550143'],
    ['whatsapp:+12025550143', 'whatsapp', '+12025550143'],
    ['WhatsApp:+12025550143', 'whatsapp', '+12025550143'],
    ['whatsapp: +1 (202) 555-0143', 'whatsapp', '+12025550143'],
    ['whatsapp:12025550143', 'whatsapp', '+12025550143'],
    ['a-new-channel:+12025550143', 'a-new-channel', '+12025550143'],
    ['sip:+12025550143@example.com', 'sip', '+12025550143'],
    ['\u200ewhatsapp:\u202a+12025550143\u202c', 'whatsapp', '+12025550143'],
  ])('%j names a number, on channel %j', (address, channel, number) => {
    expect(readChannelAddress(address)).toEqual({ channel, number });
  });

  it.each([
    ['messenger:1234567890', 'messenger'],
    ['rcs:a_brand', 'rcs'],
    ['whatsapp:', 'whatsapp'],
    ['22395', null],
    ['BANK', null],
    ['', null],
    ['+0', null],
  ])('%j is no phone number', (address, channel) => {
    expect(readChannelAddress(address)).toEqual({ channel, number: null });
  });

  it('answers on the channel that was written to', () => {
    expect(onChannelOf('whatsapp:+12025550190', '+12025550143')).toBe('whatsapp:+12025550143');
    expect(onChannelOf('+12025550190', '+12025550143')).toBe('+12025550143');
    expect(onChannelOf('MG0123', '+12025550143')).toBe('+12025550143');
  });
});
