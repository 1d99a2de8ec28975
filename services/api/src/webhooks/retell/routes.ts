import { setImmediate as nextTurn } from 'node:timers/promises';
import { type RetellNews, readRetellNews } from '@ringback/shared/providers/retell/news.ts';
import type { VerifyRetell } from '@ringback/shared/providers/retell/signature.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import express, { type Request, type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { ApiMetrics } from '../../api-metrics.ts';
import type { Arrivals } from '../../http/arrivals.ts';
import type { Authenticate } from '../../http/authenticate.ts';
import type { BodyRoom } from '../../http/body-room.ts';
import { boundedJson } from '../../http/bounded-json.ts';
import { inputFaults } from '../../http/faults.ts';
import type { RecordOrKeep } from '../record-or-keep.ts';
import type { createAnswerInboundRetell } from './answer-inbound.ts';

type Deps = {
  verify: VerifyRetell;
  /** A relay of the operator's own has no signature of the vendor, but may have a key of ours. */
  authenticate: Authenticate;
  recordOrKeep: RecordOrKeep;
  answerInbound: ReturnType<typeof createAnswerInboundRetell>;
  metrics: Pick<ApiMetrics, 'webhooks'>;
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
    const { body, news } = read(req);
    await turnIfLong(req);
    // What is no text holds up none.
    if (news.kind !== 'sms_inbound') arrivals.read(receivedAt);
    if (news.kind === 'call_inbound' || news.kind === 'chat_inbound') {
      return answer(news, res);
    }
    const result = await recordOrKeep({
      provider: PROVIDER,
      kind: 'retell',
      form: body,
      receivedAt,
    });
    count(news.kind, result);
    if (news.kind !== 'sms_inbound') return void res.status(204).end();
    // Older clients wait for a body.
    res.status(200).json({ success: true, data: { result } });
  });

  router.post('/webhooks/retell/inbound', ...readBytes, signed('inbound'), async (req, res) => {
    const receivedAt = arrivals.of(req);
    const { body, news } = read(req);
    await turnIfLong(req);
    if (news.kind !== 'sms_inbound') arrivals.read(receivedAt);
    if (news.kind === 'call_inbound' || news.kind === 'chat_inbound') return answer(news, res);
    if (news.kind === 'sms_inbound') {
      const result = await recordOrKeep({
        provider: PROVIDER,
        kind: 'retell',
        form: body,
        receivedAt,
      });
      count('sms_inbound', result);
      return void res.status(200).json({ success: true, data: { result } });
    }
    count('inbound', 'ignored');
    res.status(204).end();
  });

  return router;

  /** What does not fit is counted, and said to whoever sent it: nothing is lost without a word. */
  function read(req: Request): { body: Record<string, unknown>; news: RetellNews } {
    const body = bodyOrCount(req);
    try {
      return { body, news: readRetellNews(body) };
    } catch (thrown) {
      if (!(thrown instanceof z.ZodError)) throw thrown;
      const place = placeOf(body, thrown);
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

  async function answer(
    news: Extract<RetellNews, { inbound: unknown }>,
    res: express.Response,
  ): Promise<void> {
    const channel = news.kind === 'call_inbound' ? 'voice' : 'sms';
    try {
      const { foundBy, answer: data } = await answerInbound(news.inbound, channel, now());
      count(news.kind, foundBy);
      res.status(200).json({ [news.kind]: data });
    } catch (thrown) {
      // Somebody waits on the line: the agent of the number answers, without knowing who it is.
      log.error({ err: AppError.from(thrown), kind: news.kind }, 'no answer about a number');
      count(news.kind, 'given_up');
      const { from_number, to_number } = news.inbound;
      res.status(200).json({ [news.kind]: { metadata: { from_number, to_number } } });
    }
  }
}

async function turnIfLong(req: Request): Promise<void> {
  if (bytesOf(req).length > LONG_BYTES) await nextTurn();
}

/** The part of a body of which something did not fit; undefined for the body itself. */
function placeOf(body: Record<string, unknown>, { issues }: z.ZodError): string | undefined {
  if (issues.some(({ path }) => path[0] === 'event')) return undefined;
  const named = ['sms_inbound', 'call_inbound', 'chat_inbound'].find((e) => e === body['event']);
  return named ?? (body['chat'] ? 'chat' : 'call');
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
