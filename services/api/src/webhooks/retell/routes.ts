import { setImmediate as nextTurn } from 'node:timers/promises';
import { renderAnswer } from '@ringback/shared/providers/retell/answer.ts';
import type { VerifyRetell } from '@ringback/shared/providers/retell/signature.ts';
import {
  misfitIn,
  type Question,
  readTold,
  type Told,
} from '@ringback/shared/providers/retell/told.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import express, { type Request, type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { Arrivals } from '../../http/arrivals.ts';
import type { BodyRoom } from '../../http/body-room.ts';
import { boundedJson } from '../../http/bounded-json.ts';
import { inputFaults } from '../../http/faults.ts';
import type { Authenticate } from '../../http/route.ts';
import type { RecordOrKeep } from '../record-or-keep.ts';
import type { WebhookMetrics } from '../webhook-metrics.ts';
import type { createAnswerInboundRetell } from './answer-inbound.ts';

type Deps = {
  verify: VerifyRetell;
  /** A relay of the operator's own has no signature of the vendor, but may have a key of ours. */
  authenticate: Authenticate;
  recordOrKeep: RecordOrKeep;
  answerInbound: ReturnType<typeof createAnswerInboundRetell>;
  metrics: Pick<WebhookMetrics, 'webhooks'>;
  arrivals: Pick<Arrivals, 'of' | 'read'>;
  bodyRoom: BodyRoom;
  log: Logger;
  now: () => Date;
};

/** The name of this vendor in rows and metrics. */
const PROVIDER = 'retell';

/** A long call's words and timings come as one body. */
const BODY_LIMIT = 4 * 1024 * 1024;
/** Checking a longer one, and reading it, are a turn of the loop each. */
const LONG_BYTES = 64 * 1024;
/** Four values a word, told twice: some hours of talk. */
const BOUNDS = { values: 150_000, depth: 64 };

/** What Retell tells and asks us. Nothing is parsed before its signature is checked. */
export function retellRoutes(deps: Deps): Router {
  const { verify, recordOrKeep, answerInbound, metrics, arrivals, log, now } = deps;
  const byKey = deps.authenticate('agent');
  const router = Router();
  /** Before the body is read: a signature that may still fit, or a key of ours. */
  const withProof: RequestHandler = async (req, res, next) => {
    if (verify.mayFit(req.headers)) return next();
    if (!req.headers.authorization) {
      count('unsigned', 'forbidden');
      throw new AppError('forbidden', 'The signature does not fit this request.');
    }
    await byKey(req, res, next);
  };
  const readBytes: RequestHandler[] = [
    withProof,
    deps.bodyRoom(BODY_LIMIT),
    express.raw({ limit: BODY_LIMIT, type: () => true }),
  ];
  const count = (kind: string, result: string) =>
    metrics.webhooks.inc({ provider: PROVIDER, kind, result });

  const signed =
    (kind: string): RequestHandler =>
    async (req, res, next) => {
      try {
        verify({ headers: req.headers, rawBody: bytesOf(req) });
      } catch (thrown) {
        if (!req.headers.authorization) {
          count(kind, 'forbidden');
          throw thrown;
        }
        await byKey(req, res, () => undefined);
      }
      await turnIfLong(req);
      next();
    };

  router.post('/webhooks/retell', ...readBytes, signed('event'), async (req, res) => {
    const receivedAt = arrivals.of(req);
    const { body, told } = read(req);
    await turnIfLong(req);
    // What is no text holds up none.
    if (told.kind !== 'text') arrivals.read(receivedAt);
    if (told.kind === 'question') return answer(told.question, told.name, res);
    const result = await recordOrKeep({
      provider: PROVIDER,
      kind: 'retell',
      form: body,
      receivedAt,
    });
    count(told.name, result);
    if (told.kind !== 'text') return void res.status(204).end();
    // Older clients wait for a body.
    res.status(200).json({ success: true, data: { result } });
  });

  router.post('/webhooks/retell/inbound', ...readBytes, signed('inbound'), async (req, res) => {
    const receivedAt = arrivals.of(req);
    const { body, told } = read(req);
    await turnIfLong(req);
    if (told.kind !== 'text') arrivals.read(receivedAt);
    if (told.kind === 'question') return answer(told.question, told.name, res);
    if (told.kind === 'text') {
      const notice = { provider: PROVIDER, kind: 'retell' as const, form: body, receivedAt };
      const result = await recordOrKeep(notice);
      count(told.name, result);
      return void res.status(200).json({ success: true, data: { result } });
    }
    count('inbound', 'ignored');
    res.status(204).end();
  });

  return router;

  /** What does not fit is counted, and said to whoever sent it: nothing is lost without a word. */
  function read(req: Request): { body: Record<string, unknown>; told: Told } {
    const body = bodyOrCount(req);
    try {
      return { body, told: readTold(body) };
    } catch (thrown) {
      if (!(thrown instanceof z.ZodError)) throw thrown;
      const place = misfitIn(body, thrown);
      count(place === 'sms_inbound' ? place : 'event', 'malformed');
      log.warn(
        { fields: thrown.issues.map(({ path }) => path.join('.')) },
        'signed webhook that does not fit',
      );
      throw new AppError('invalid_input', 'The webhook does not fit; every fault is listed.', {
        faults: inputFaults(thrown.issues, place),
      });
    }
  }

  function bodyOrCount(req: Request): Record<string, unknown> {
    try {
      return bodyOf(req);
    } catch (thrown) {
      count('event', AppError.from(thrown).code === 'too_large' ? 'too_large' : 'malformed');
      throw thrown;
    }
  }

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

async function turnIfLong(req: Request): Promise<void> {
  if (bytesOf(req).length > LONG_BYTES) await nextTurn();
}

function bytesOf(req: Request): Buffer {
  return Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
}

function bodyOf(req: Request): Record<string, unknown> {
  try {
    const body = boundedJson(bytesOf(req), BOUNDS);
    return typeof body === 'object' && body !== null ? { ...body } : {};
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw new AppError('invalid_input', 'The body cannot be read.', {
      faults: [
        { path: '(body)', found: 'something that cannot be read', expected: 'JSON: an object' },
      ],
    });
  }
}
