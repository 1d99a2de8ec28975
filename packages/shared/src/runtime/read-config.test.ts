import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { readConfig } from './read-config.ts';

const Config = z.object({
  REDIS_URL: z.url('a redis:// address'),
  TWILIO_AUTH_TOKEN: z.string('the auth token').min(20, 'at least 20 characters'),
  PORT: z.coerce.number().int().default(3000),
});

function complaint(environment: Record<string, string | undefined>): string {
  try {
    readConfig(Config, environment);
  } catch (thrown) {
    return String(thrown);
  }
  return '';
}

describe('reading settings', () => {
  it('names everything that is wrong at once, with what was expected and an example', () => {
    const text = complaint({ REDIS_URL: 'nonsense', PORT: 'x' });
    expect(text).toContain('3 settings are missing or wrong');
    for (const name of ['REDIS_URL', 'TWILIO_AUTH_TOKEN', 'PORT']) expect(text).toContain(name);
    expect(text).toContain('found:    nothing');
    expect(text).toContain('example:  PORT=3000');
  });

  it('does not print possible secrets', () => {
    const text = complaint({ REDIS_URL: 'not-a-url:hunter2', TWILIO_AUTH_TOKEN: 'hunter2' });
    expect(text).not.toContain('hunter2');
    expect(text).toContain('a value of 7 characters (hidden)');
  });

  it('treats an empty setting as not set', () => {
    const settings = { REDIS_URL: 'redis://h', TWILIO_AUTH_TOKEN: 'x'.repeat(20), PORT: '' };
    expect(readConfig(Config, settings).PORT).toBe(3000);
  });
});
