import { readVoiceForm, type VoiceForm } from '@ringback/shared/providers/calls/twilio-news.ts';
import { hangupTwiml } from '@ringback/shared/providers/calls/twiml.ts';
import { waitTwiml } from '@ringback/shared/providers/calls/wait-twiml.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { type Request, type RequestHandler, Router } from 'express';
import { ZodError, z } from 'zod';
import type { ApiMetrics } from '../api-metrics.ts';
import type { AnswerVoice, VoiceAnswer } from './answer-voice.ts';
import type { RecordOrKeep } from './record-or-keep.ts';
import { twilioDoor, type Verify } from './twilio-door.ts';

type Deps = {
  verify: Verify;
  recordOrKeep: RecordOrKeep;
  answerVoice: AnswerVoice;
  answerInbound: (form: VoiceForm) => Promise<VoiceAnswer>;
  publicUrl: string;
  metrics: Pick<ApiMetrics, 'webhooks' | 'duplicateCalls'>;
  log: Logger;
  now: () => Date;
};

/** Two seconds each: about as long as somebody waits who has just picked up. */
const MOST_WAITS = 5;

/** What carriers tell and ask us. Nothing is looked at before its signature. */
export function webhookRoutes(deps: Deps): Router {
  const { recordOrKeep, publicUrl, metrics, log, now } = deps;
  const router = Router();
  const { readForm, signed, count } = twilioDoor(deps);

  for (const kind of ['status', 'amd', 'recording'] as const) {
    router.post(`/webhooks/twilio/voice/${kind}`, readForm, signed(kind), async (req, res) => {
      const callId = callIdOf(req);
      const form: Record<string, unknown> = { ...req.body };
      const notice = { kind, form, receivedAt: now().toISOString(), ...(callId ? { callId } : {}) };
      count(kind, await recordOrKeep(notice));
      res.status(204).end();
    });
  }

  router.post('/webhooks/twilio/voice', readForm, signed('voice'), async (req, res) => {
    const callId = callIdOf(req) ?? null;
    const twiml = await answer(req, 'voice', (form) => deps.answerVoice(callId, form.CallSid));
    res.type('text/xml').send(twiml);
  });

  const inbound: RequestHandler = async (req, res) => {
    res.type('text/xml').send(await answer(req, 'inbound', deps.answerInbound));
  };
  router.post('/media-stream-twiml', readForm, signed('inbound'), inbound);
  router.get('/media-stream-twiml', signed('inbound'), inbound);

  return router;

  /** A caller who waits for an answer gets one: TwiML, whatever happens. */
  async function answer(
    req: Request,
    kind: 'voice' | 'inbound',
    decide: (form: VoiceForm) => Promise<VoiceAnswer>,
  ): Promise<string> {
    try {
      const { result, twiml } = await decide(
        readVoiceForm(req.method === 'GET' ? req.query : req.body),
      );
      count(kind, result);
      if (result === 'duplicate') metrics.duplicateCalls.inc();
      return twiml;
    } catch (thrown) {
      const waits = waitsOf(req);
      if (thrown instanceof ZodError) {
        count(kind, 'malformed');
        return hangupTwiml();
      }
      log.error({ err: thrown, kind, waits }, 'no answer for a connected call');
      if (!AppError.from(thrown).retry || waits >= MOST_WAITS) {
        count(kind, 'given_up');
        return hangupTwiml();
      }
      count(kind, 'waiting');
      return waitTwiml(againUrl(req, waits + 1));
    }
  }

  function againUrl(req: Request, waits: number): string {
    const callId = callIdOf(req);
    const query = new URLSearchParams({
      ...(callId ? { call: callId } : {}),
      wait: String(waits),
    });
    return `${publicUrl}${req.path}?${query}`;
  }
}

const CallId = z.uuid();

/** Something else in the place of our id is as good as none: the call's sid may still be known. */
function callIdOf(req: Request): string | undefined {
  return CallId.safeParse(req.query['call']).data;
}

function waitsOf(req: Request): number {
  const waits = Number(req.query['wait'] ?? 0);
  return Number.isInteger(waits) && waits >= 0 ? waits : MOST_WAITS;
}
