import { expect, it } from '@jest/globals';
import { readConfig } from '@ringback/shared/runtime/read-config.ts';
import { Config } from './config.ts';

const needed = {
  SUPABASE_URL: 'http://127.0.0.1:54321',
  SUPABASE_SECRET_KEY: 'sb_secret_x',
  REDIS_URL: 'redis://127.0.0.1:6379',
  OPENAI_API_KEY: 'sk-x',
};

it('requires only keys and addresses', () => {
  expect(readConfig(Config, needed)).toMatchObject({
    port: 3004,
    queuePrefix: '{ringback}',
    providers: { openai: { baseUrl: 'https://api.openai.com/v1', model: 'gpt-5.4-mini' } },
    concurrency: 4,
  });
});

it('names all missing settings at once', () => {
  const read = () => readConfig(Config, {});
  for (const name of Object.keys(needed)) expect(read).toThrow(name);
});

it('takes an address with a slash at its end', () => {
  const config = readConfig(Config, { ...needed, OPENAI_BASE_URL: 'http://127.0.0.1:4010/v1/' });
  expect(config.providers.openai.baseUrl).toBe('http://127.0.0.1:4010/v1');
});
