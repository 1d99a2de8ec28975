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

  it('name every fault at once', () => {
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

  it('take a list of own numbers', () => {
    const read = readConfig({ ...GOOD, SIM_NUMBERS: '+12025550190, +12025550191' });
    expect(read).toMatchObject({ config: { numbers: ['+12025550190', '+12025550191'] } });
  });
});
