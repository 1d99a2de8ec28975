import { AppError } from '../../runtime/errors.ts';
import type { CallProvider, CallWords } from '../calls/port.ts';

/**
 * Calls that Retell places and answers by itself. Its webhooks are all that we know of them: we
 * order nothing there and cannot ask.
 */
export function createRetellCalls(): CallProvider {
  return {
    async dial() {
      throw new AppError('provider_rejected', 'No calls are ordered from this provider.');
    },
    hangup: async () => undefined,
    fetch: async () => null,
    findCalls: async () => [],
  };
}

export const RETELL_CALL_WORDS: CallWords = {
  isMachine: () => false,
  isHuman: () => false,
  isBadNumber: () => false,
  hasOwnVoice: true,
};
