import type { Analyses } from '@ringback/shared/db/calls/analyses.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { actorOf } from '../../http/actor-of.ts';
import { endpoint } from '../../http/endpoint.ts';
import { ok } from '../../http/route.ts';
import { answer, byId, correctedOf } from './analysis.ts';

type Deps = { analyses: Pick<Analyses, 'restore'>; log: Logger; now: Now };

export const restoreOutcome = endpoint(
  {
    method: 'delete',
    path: '/api/analyses/{id}/correction',
    tag: 'analyses',
    summary: 'Take the correction of an outcome back',
    description:
      'What was found counts again, for the lead, too. Campaigns and calls that the correction stopped stay stopped.',
    access: 'agent',
    params: byId,
    answers: answer,
    refusals: [404, 409],
  },
  ({ analyses, log, now }: Deps) =>
    async function restoreOutcome({ params }, { caller }) {
      const restored = await analyses.restore(params.id, actorOf(caller), now());
      const analysis = correctedOf(restored);
      if (restored.result === 'restored') {
        log.info({ analysisId: params.id, to: analysis.outcome }, 'correction taken back');
      }
      return ok(analysis);
    },
);
