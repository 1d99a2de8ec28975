import { expect, it } from '@jest/globals';
import { createTwilioMedia } from './media.ts';

const media = (publicUrl: string, baseUrl = 'https://api.twilio.com') =>
  createTwilioMedia({ accountSid: `AC${'1'.repeat(32)}`, authToken: 'x', baseUrl, publicUrl });
const way = (to: string, sender = '+12025550190') => ({ to, sender });

it('pictures go to the United States and Canada, and over WhatsApp anywhere', () => {
  const { sendFault } = media('https://ringback.example.com');
  expect(sendFault(way('+12125550101'))).toBeNull();
  expect(sendFault(way('+14165550101'))).toBeNull();
  for (const to of ['+447400123456', '+18765550101', '+4915112345678']) {
    expect(sendFault(way(to))).toContain('only to the United States and Canada');
    expect(sendFault(way(to, 'whatsapp:+12025550190'))).toBeNull();
  }
});

it('pictures cannot be sent from where the carrier cannot fetch them', () => {
  for (const url of ['http://127.0.0.1:3000', 'http://ringback.example.com', 'https://10.0.0.7']) {
    expect(media(url).sendFault(way('+12125550101'))).toContain('PUBLIC_URL');
  }
  // A stand-in for the carrier on this machine reaches us here.
  const simulated = media('http://127.0.0.1:3000', 'http://127.0.0.1:4010');
  expect(simulated.sendFault(way('+12125550101'))).toBeNull();
});
