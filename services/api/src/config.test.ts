import { describe, expect, it } from '@jest/globals';
import { readConfig } from '@ringback/shared/runtime/read-config.ts';
import { Config } from './config.ts';

const GOOD = {
  SUPABASE_URL: 'http://127.0.0.1:54321',
  SUPABASE_SECRET_KEY: 'sb_secret_x',
  REDIS_URL: 'redis://127.0.0.1:6379',
  PUBLIC_URL: 'https://ringback.example.com/',
  MEDIA_PUBLIC_URL: 'wss://media.example.com/',
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: 'token',
};

const messageFor = (changes: Record<string, string>): string => {
  try {
    readConfig(Config, { ...GOOD, ...changes });
    return '';
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : '';
  }
};

describe('the settings of the api', () => {
  it('have sensible values where nothing is said', () => {
    expect(readConfig(Config, GOOD)).toMatchObject({
      port: 3000,
      publicUrl: 'https://ringback.example.com',
      mediaPublicUrl: 'wss://media.example.com',
      hours: { opens: '08:00', closes: '21:00' },
      defaultCountry: 'US',
      numbers: { allowedRanges: [] },
      trustProxyHops: 0,
      accounts: null,
      mail: null,
    });
  });

  it('take a list of countries, with spaces and in small letters', () => {
    expect(
      readConfig(Config, { ...GOOD, ALLOWED_COUNTRIES: 'us, ca' }).numbers.allowedCountries,
    ).toEqual(['US', 'CA']);
  });

  it('want all three of the first admin’s settings or none', () => {
    const admin = { DASHBOARD_ADMIN_EMAIL: 'dana@example.com' };
    const message = messageFor({ ...admin, PORT: 'x', CALLS_CLOSE: '07:00' });
    for (const name of ['DASHBOARD_ADMIN_PASSWORD', 'SESSION_SECRET', 'PORT', 'CALLS_CLOSE']) {
      expect(message).toContain(`  ${name}\n`);
    }
    expect(message).toMatch(/^4 settings/);
  });

  it.each([
    [{ AUTH_PROVIDER: 'supabase' }, 'SUPABASE_PUBLISHABLE_KEY'],
    [{ SMTP_URL: 'smtp://127.0.0.1' }, 'MAIL_FROM'],
    [{ DASHBOARD_ADMIN_PASSWORD: 'a long password' }, 'DASHBOARD_ADMIN_EMAIL'],
  ])('say of %j that it wants %s', (given, name) => {
    expect(messageFor(given)).toContain(`  ${name}\n`);
  });

  it.each([
    ['BOOTSTRAP_API_KEY', 'short'],
    ['DASHBOARD_ADMIN_EMAIL', 'operator'],
    ['DASHBOARD_ADMIN_PASSWORD', 'short'],
    ['SMTP_URL', 'https://mail.example.com'],
    ['AUTH_PROVIDER', 'nobody'],
    ['MEDIA_PUBLIC_URL', 'https://media.example.com'],
    ['DEFAULT_COUNTRY', 'Atlantis'],
    ['ALLOWED_COUNTRIES', 'US,XX'],
    ['ALLOWED_COSTLY_RANGES', 'everything'],
    ['CALLS_CLOSE', '07:00'],
    ['TRUST_PROXY', 'yes'],
  ])('refuse %s=%s by its name', (name, value) => {
    expect(messageFor({ [name]: value })).toContain(name);
  });
});
