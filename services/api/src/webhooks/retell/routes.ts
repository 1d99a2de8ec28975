import { renderAnswer } from '@ringback/shared/providers/retell/answer.ts';
import type { VerifyRetell } from '@ringback/shared/providers/retell/signature.ts';
import type { Question } from '@ringback/shared/providers/retell/told.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import express, { type RequestHandler, Router } from 'express';
import type { Arrivals } from '../../http/arrivals.ts';
import type { BodyRoom } from '../../http/body-room.ts';
import type { Authenticate } from '../../http/route.ts';
import type { RecordOrKeep } from '../record-or-keep.ts';
import type { WebhookMetrics } from '../webhook-metrics.ts';
import type { createAnswerInboundRetell } from './answer-inbound.ts';
import { createProof } from './proof.ts';
import { PROVIDER } from './provider.ts';
import { createReadBody, turnIfLong } from './read-body.ts';

type Deps = {
  verify: VerifyRetell;
  authenticate: Authenticate;
  recordOrKeep: RecordOrKeep;
  answerInbound: ReturnType<typeof createAnswerInboundRetell>;
  metrics: Pick<WebhookMetrics, 'webhooks'>;
  arrivals: Pick<Arrivals, 'of' | 'read'>;
  bodyRoom: BodyRoom;
  log: Logger;
  now: () => Date;
};

/** A long call's words and timings come as one body. */
const BODY_LIMIT = 4 * 1024 * 1024;

/** What Retell tells and asks us. Nothing is parsed before its signature is checked. */
export function retellRoutes(deps: Deps): Router {
  const { recordOrKeep, answerInbound, metrics, arrivals, log, now } = deps;
  const router = Router();
  const count = (kind: string, result: string) =>
    metrics.webhooks.inc({ provider: PROVIDER, kind, result });
  const { withProof, signed } = createProof({ ...deps, count });
  const read = createReadBody({ count, log });
  const readBytes: RequestHandler[] = [
    withProof,
    deps.bodyRoom(BODY_LIMIT),
    express.raw({ limit: BODY_LIMIT, type: () => true }),
  ];

  const take =
    (door: 'event' | 'inbound'): RequestHandler =>
    async (req, res) => {
      const receivedAt = arrivals.of(req);
      const { body, told } = read(req);
      await turnIfLong(req);
      // What is no text holds up none.
      if (told.kind !== 'text') arrivals.read(receivedAt);
      if (told.kind === 'question') return answer(told.question, told.name, res);
      // Other events have an endpoint of their own.
      if (door === 'inbound' && told.kind !== 'text') {
        count('inbound', 'ignored');
        return void res.status(204).end();
      }
      const notice = { provider: PROVIDER, kind: 'retell' as const, form: body, receivedAt };
      const result = await recordOrKeep(notice);
      count(told.name, result);
      if (told.kind !== 'text') return void res.status(204).end();
      // Older clients wait for a body.
      res.status(200).json({ success: true, data: { result } });
    };

  router.post('/webhooks/retell', ...readBytes, signed('event'), take('event'));
  router.post('/webhooks/retell/inbound', ...readBytes, signed('inbound'), take('inbound'));
  return router;

  async function answer(question: Question, name: string, res: express.Response): Promise<void> {
    try {
      const { foundBy, answer: person } = await answerInbound(question, now());
      count(name, foundBy);
      res.status(200).json(renderAnswer(question, person));
    } catch (thrown) {
      // Somebody waits on the line: the agent of the number answers, without knowing who it is.
      log.error({ err: AppError.from(thrown), kind: name }, 'no answer about a number');
      count(name, 'given_up');
      res.status(200).json(renderAnswer(question, null));
    }
  }
}
