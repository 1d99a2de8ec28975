import { expect, it } from '@jest/globals';
import { readConfig } from '@ringback/shared/runtime/read-config.ts';
import { Config } from './config.ts';

it('says everything that is missing or wrong at once', () => {
  const read = () =>
    readConfig(Config, { MEDIA_PUBLIC_URL: 'https://media.example.com', MEDIA_MAX_SESSIONS: '0' });
  for (const name of [
    'SUPABASE_URL',
    'SUPABASE_SECRET_KEY',
    'TWILIO_ACCOUNT_SID',
    'TWILIO_AUTH_TOKEN',
    'MEDIA_PUBLIC_URL',
    'OPENAI_API_KEY',
    'MEDIA_MAX_SESSIONS',
  ]) {
    expect(read).toThrow(name);
  }
});

it('needs no more than the addresses and the keys', () => {
  const config = readConfig(Config, {
    SUPABASE_URL: 'http://127.0.0.1:54321',
    SUPABASE_SECRET_KEY: 'secret',
    TWILIO_ACCOUNT_SID: `AC${'a'.repeat(32)}`,
    TWILIO_AUTH_TOKEN: 'token',
    MEDIA_PUBLIC_URL: 'wss://media.example.com/',
    OPENAI_API_KEY: 'key',
  });
  expect(config).toMatchObject({
    publicUrl: 'wss://media.example.com',
    providers: {
      openai: { url: 'wss://api.openai.com/v1/realtime', model: undefined },
    },
    drainMs: 1_200_000,
    recorded: false,
  });
});
