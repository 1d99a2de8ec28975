import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { AppError } from './errors.ts';

describe('an error', () => {
  it('names every fault of an input by its path, without its value', () => {
    const schema = z.object({
      to: z.e164('a number in E.164'),
      metadata: z.object({ n: z.number() }),
    });
    const parsed = schema.safeParse({ to: 'secret', metadata: { n: 'secret' } });
    const error = AppError.from(parsed.error);
    expect(error).toMatchObject({ code: 'invalid_input', http: 400, retry: false });
    expect(error.faults.map(({ path }) => path)).toEqual(['to', 'metadata.n']);
    expect(JSON.stringify(error.faults)).not.toContain('secret');
  });

  it('of unknown kind is our own, and worth a retry', () => {
    expect(AppError.from(new Error('boom'))).toMatchObject({ code: 'internal', retry: true });
    expect(AppError.from('boom')).toMatchObject({ code: 'internal' });
  });
});
