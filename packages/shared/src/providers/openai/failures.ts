import OpenAI from 'openai';
import { AppError } from '../../runtime/errors.ts';

/** Codes that come with a 429 although waiting does not help. */
const HOPELESS = new Set(['insufficient_quota', 'billing_hard_limit_reached']);

/** A judge may be asked twice, so a timeout or a server error is simply worth a retry. */
export function translateOpenAi(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof OpenAI.APIConnectionTimeoutError) return unavailable('timeout', thrown);
  if (thrown instanceof OpenAI.APIUserAbortError) return unavailable('stopped', thrown);
  if (!(thrown instanceof OpenAI.APIError)) return unavailable('connection', thrown);

  const { status } = thrown;
  const code = typeof thrown.code === 'string' ? thrown.code : null;
  if (status === undefined) return unavailable('connection', thrown);
  if (status === 429 && !(code && HOPELESS.has(code))) {
    const waits = { retryAfterMs: retryAfterMs(thrown), trouble: 'crowded' };
    return unavailable('rate_limited', thrown, { status, ...waits });
  }
  if (status >= 500 || status === 408 || status === 409) {
    return unavailable('server_error', thrown, { status });
  }
  // Either our account is at fault, and with it every request, or only this request.
  const trouble = (code && HOPELESS.has(code)) || WORDS[status] ? 'account' : 'request';
  return new AppError('provider_rejected', 'The language model refused to work.', {
    cause: thrown,
    facts: { provider: 'openai', reason: code ?? WORDS[status] ?? 'bad_request', status, trouble },
  });
}

const WORDS: Record<number, string> = {
  401: 'invalid_api_key',
  403: 'permission_denied',
  404: 'model_not_found',
};

/**
 * `trouble`: what it affects: all requests (`account`, `away`), present ones (`crowded`), or this
 * one.
 */
export function unavailable(reason: string, cause?: unknown, facts: object = {}): AppError {
  return new AppError('provider_unavailable', 'The language model cannot be reached right now.', {
    cause,
    facts: {
      provider: 'openai',
      reason,
      trouble: reason === 'stopped' ? 'request' : 'away',
      ...facts,
    },
  });
}

function retryAfterMs({ headers }: { headers: Headers | undefined }): number | undefined {
  const ms = Number(headers?.get('retry-after-ms') || Number.NaN);
  if (Number.isFinite(ms) && ms >= 0) return ms;
  const seconds = Number(headers?.get('retry-after') || Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}
