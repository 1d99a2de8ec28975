import { AppError } from '../runtime/errors.ts';
import type { ModelBreaker } from '../runtime/model-breaker.ts';

/**
 * Records the result of each request in the breaker. A failure of only this request, or of a rate
 * limit that passes, does not count against others. Without `answered` the caller records an answer
 * itself.
 */
export function withBreaker<Args extends unknown[], Answer>(
  ask: (...args: Args) => Promise<Answer>,
  breaker: Pick<ModelBreaker, 'failed'> & Partial<Pick<ModelBreaker, 'answered'>>,
): (...args: Args) => Promise<Answer> {
  return async (...args) => {
    let answer: Answer;
    try {
      answer = await ask(...args);
    } catch (thrown) {
      const { facts } = AppError.from(thrown);
      const { trouble } = facts;
      if (trouble === 'account' || trouble === 'away') {
        await breaker.failed(String(facts['reason']), trouble === 'account').catch(() => undefined);
      }
      throw thrown;
    }
    // An answer that was paid for is not thrown away over its bookkeeping.
    await breaker.answered?.().catch(() => undefined);
    return answer;
  };
}
