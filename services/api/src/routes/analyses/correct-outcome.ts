import type { Analyses } from '@ringback/shared/db/calls/analyses.ts';
import { OUTCOMES } from '@ringback/shared/domain/outcome.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { z } from 'zod';
import { actorOf } from '../../http/actor-of.ts';
import { endpoint } from '../../http/endpoint.ts';
import { text } from '../../http/fields.ts';
import { ok } from '../../http/route.ts';
import { answer, byId, correctedOf } from './analysis.ts';

type Deps = { analyses: Pick<Analyses, 'correct'>; log: Logger; now: Now };

export const correctOutcome = endpoint(
  {
    method: 'patch',
    path: '/api/analyses/{id}',
    tag: 'analyses',
    summary: 'Correct an outcome',
    description:
      'What was found before is kept in `correction.found`. The lead, its campaigns and its waiting calls follow as from any outcome: all but `no_response` stop the campaigns. It puts no number on the do-not-contact list.',
    access: 'agent',
    params: byId,
    body: z.strictObject({
      outcome: z.enum(OUTCOMES),
      reason: text(500).nullish().openapi({ description: 'For the colleagues.' }),
    }),
    answers: answer,
    refusals: [404, 409],
  },
  ({ analyses, log, now }: Deps) =>
    async function correctOutcome({ params, body }, { caller }) {
      const said = { outcome: body.outcome, reason: body.reason?.trim() || null };
      const corrected = await analyses.correct(params.id, said, actorOf(caller), now());
      const analysis = correctedOf(corrected);
      if (corrected.result === 'corrected') {
        const { outcome: from } = analysis.correction?.found ?? {};
        log.info({ analysisId: params.id, from, to: body.outcome }, 'outcome corrected');
      }
      return ok(analysis);
    },
);
