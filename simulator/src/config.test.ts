import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.ts';

const GOOD = {
  SIM_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  SIM_AUTH_TOKEN: 'token',
  SIM_OPENAI_KEY: 'key',
};

describe('the settings', () => {
  it('need only the three secrets', () => {
    const read = readConfig(GOOD);
    expect(read).toMatchObject({ ok: true, config: { port: 4010, charMs: 20, numbers: [] } });
  });

  it('report every mistake at once', () => {
    const read = readConfig({ SIM_PORT: 'many', SIM_NUMBERS: '555' });
    expect(read.ok).toBe(false);
    const report = read.ok ? '' : read.report;
    for (const name of [
      'SIM_PORT',
      'SIM_ACCOUNT_SID',
      'SIM_AUTH_TOKEN',
      'SIM_OPENAI_KEY',
      'SIM_NUMBERS',
    ]) {
      expect(report).toContain(`${name}:`);
    }
  });

  it('may set where texts are announced and how Retell signs', () => {
    expect(readConfig(GOOD)).toMatchObject({ config: { smsUrl: null, retellKey: null } });
    const more = {
      SIM_SMS_URL: 'http://127.0.0.1:3000/webhooks/twilio/sms',
      SIM_RETELL_KEY: 'key',
    };
    expect(readConfig({ ...GOOD, ...more })).toMatchObject({
      config: { smsUrl: more.SIM_SMS_URL, retellKey: 'key' },
    });
    const read = readConfig({ ...GOOD, SIM_SMS_URL: 'nowhere' });
    expect(read.ok ? '' : read.report).toContain('SIM_SMS_URL:');
  });

  it('take a list of own numbers', () => {
    const read = readConfig({ ...GOOD, SIM_NUMBERS: '+12025550190, +12025550191' });
    expect(read).toMatchObject({ config: { numbers: ['+12025550190', '+12025550191'] } });
  });
});
