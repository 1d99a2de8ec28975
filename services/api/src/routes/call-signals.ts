import '../http/zod-openapi.ts';
import { CallSignal } from '@ringback/shared/events/call-signal.ts';
import { type CallSignals, createCallSignals } from '@ringback/shared/queue/call-signals.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { endpoint } from '../http/endpoint.ts';
import { ok, one } from '../http/route.ts';
import { apiModule } from './api-module.ts';

const listCallSignals = endpoint(
  {
    method: 'get',
    path: '/api/call-signals',
    tag: 'calls',
    summary: 'How each live call stands: who speaks, and the words as they are spoken',
    description:
      'For whoever comes; what follows is told in the live stream as `call_signal`. A call that has told nothing for fifteen seconds is left out.',
    access: 'viewer',
    query: z.strictObject({}),
    answers: {
      200: {
        description: 'The newest signal of each live call, at most 500',
        schema: one(z.array(CallSignal.extend({}).openapi('CallSignal'))),
      },
    },
    refusals: [],
  },
  ({ signals }: { signals: Pick<CallSignals, 'list'> }) =>
    async function listCallSignals() {
      try {
        return ok(await signals.list());
      } catch (cause) {
        throw new AppError('queue_unavailable', 'No call can be asked just now.', { cause });
      }
    },
);

/** How live calls stand: in Redis alone, and lost with it until the next word. */
export const callSignals = apiModule([listCallSignals], ({ redis }, config) => ({
  signals: createCallSignals({ redis, prefix: config.queuePrefix }),
}));
