import { expect, it } from '@jest/globals';
import { ADMIN_KEY, callSidOf, startWorld } from '../testing/api-world.ts';

it('the log tells what was asked and how it ended, and nobody’s name, number, words or key', async () => {
  const lines: string[] = [];
  const world = await startWorld({ lines });
  const secrets = [
    '2025550142',
    'Lovelace',
    'ada@example.com',
    'blue van',
    ADMIN_KEY,
    'q=',
    'spoken words',
  ];
  const lead = {
    name: 'Ada Lovelace',
    phone: '+12025550142',
    email: 'ada@example.com',
    notes: 'spoken words',
  };
  await world.call('POST', '/api/leads', { body: lead });
  await world.call('POST', '/api/leads', { body: lead });
  await world.call('POST', '/api/leads', { body: { ...lead, phone: '+19005550142' } });
  await world.call('GET', '/api/leads?q=%2B12025550142');
  await world.call('GET', '/api/leads?q=Lovelace&limit=x');
  await world.call('GET', '/api/leads/+12025550142');
  await world.call('POST', '/api/queue/schedule-call', {
    body: { to: '+12025550142', message: 'blue van' },
  });
  await world.carrier('/webhooks/twilio/voice/status?call=x', {
    CallSid: callSidOf(1),
    CallStatus: 'ringing',
    From: '+12025550142',
    To: '+12025550142',
  });
  await world.carrier('/webhooks/twilio/voice/status?call=x', { From: '+12025550142' });
  world.db.takeAway();
  await world.call('POST', '/api/leads', { body: lead });
  await world.carrier('/webhooks/twilio/voice', {
    CallSid: callSidOf(1),
    From: '+12025550142',
    To: '+12025550142',
  });
  world.db.bringBack();
  await world.stop();

  const log = lines.join('');
  expect(lines.filter((line) => line.includes('request answered')).length).toBeGreaterThan(5);
  expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
});
