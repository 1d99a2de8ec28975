import { describe, expect, it, jest } from '@jest/globals';
import OpenAI from 'openai';
import { AppError } from '../runtime/errors.ts';
import { translateOpenAi } from './openai/failures.ts';
import { withBreaker } from './with-breaker.ts';

function setup(outcome: () => Promise<string>) {
  const answered = jest.fn(async () => {});
  const failed = jest.fn(async (_reason: string, _atOnce: boolean) => {});
  return { answered, failed, ask: withBreaker(outcome, { answered, failed }) };
}

const http = (status: number, code: string | null = null) =>
  translateOpenAi(OpenAI.APIError.generate(status, { error: { code } }, 'no', new Headers()));

describe('what one request shows about the model', () => {
  it.each<[string, AppError, [string, boolean] | null]>([
    ['no key: every request fails', http(401), ['invalid_api_key', true]],
    ['no permission: every request fails', http(403), ['permission_denied', true]],
    ['no such model: every request fails', http(404), ['model_not_found', true]],
    [
      'out of credit: every request fails',
      http(429, 'insufficient_quota'),
      ['insufficient_quota', true],
    ],
    ['a server error: perhaps every request fails', http(503), ['server_error', false]],
    [
      'a timeout: perhaps every request fails',
      translateOpenAi(new OpenAI.APIConnectionTimeoutError()),
      ['timeout', false],
    ],
    [
      'unreachable: perhaps every request fails',
      translateOpenAi(new TypeError('fetch failed')),
      ['connection', false],
    ],
    ['a crowd: nothing', http(429, 'rate_limit_exceeded'), null],
    ['a question that does not fit: nothing', http(400), null],
    ['a fault of ours: nothing', new AppError('internal', 'oops'), null],
  ])('%s', async (_what, error, recorded) => {
    const { ask, failed, answered } = setup(async () => {
      throw error;
    });
    await expect(ask()).rejects.toBe(error);
    expect(failed.mock.calls).toEqual(recorded === null ? [] : [recorded]);
    expect(answered).not.toHaveBeenCalled();
  });

  it('an answer: it answers', async () => {
    const { ask, answered } = setup(async () => 'yes');
    expect(await ask()).toBe('yes');
    expect(answered).toHaveBeenCalledTimes(1);
  });

  it('an answer is not lost over its bookkeeping', async () => {
    const { ask, answered } = setup(async () => 'yes');
    answered.mockRejectedValue(new Error('away'));
    expect(await ask()).toBe('yes');
  });
});
