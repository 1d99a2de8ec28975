import type { Verify } from '@ringback/shared/providers/signed-request.ts';
import {
  type AskingCall,
  dialResultIn,
  readAskingCall,
  withDialResult,
} from '@ringback/shared/providers/twilio/call-events.ts';
import { twilioFacts } from '@ringback/shared/providers/twilio/event-facts.ts';
import { apologyTwiml, hangupTwiml, waitTwiml } from '@ringback/shared/providers/twilio/twiml.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { within } from '@ringback/shared/runtime/within.ts';
import { type Request, type RequestHandler, Router } from 'express';
import { ZodError, z } from 'zod';
import type { BodyRoom } from '../../http/body-room.ts';
import type { RecordOrKeep } from '../record-or-keep.ts';
import type { WebhookMetrics } from '../webhook-metrics.ts';
import type { AnswerVoice, VoiceAnswer } from './answer-voice.ts';
import { carrierEndpoint, PROVIDER } from './carrier-endpoint.ts';

type Deps = {
  verify: Verify;
  recordOrKeep: RecordOrKeep;
  answerVoice: AnswerVoice;
  answerInbound: (call: AskingCall) => Promise<VoiceAnswer>;
  afterTransfer: (callId: string | null, form: unknown) => Promise<VoiceAnswer>;
  publicUrl: string;
  bodyRoom: BodyRoom;
  metrics: Pick<WebhookMetrics, 'webhooks' | 'duplicateCalls'>;
  log: Logger;
  now: () => Date;
};

/** Two or three seconds each: about as long as a person waits after picking up. */
const MOST_WAITS = 5;
/** Meanwhile the person on the line hears nothing. */
const PATIENCE_MS = 2_000;

/** The carrier's events and requests. Nothing is read before its signature. */
export function webhookRoutes(deps: Deps): Router {
  const { publicUrl, metrics, log, now } = deps;
  const router = Router();
  const { readForm, signed, count, take } = carrierEndpoint(deps);

  for (const kind of ['status', 'amd', 'recording'] as const) {
    router.post(`/webhooks/twilio/voice/${kind}`, ...readForm, signed(kind), async (req, res) => {
      const callId = callIdOf(req);
      const form: Record<string, unknown> = { ...req.body };
      const notice = {
        provider: PROVIDER,
        kind,
        form,
        receivedAt: now().toISOString(),
        ...(callId ? { callId } : {}),
      };
      await take(notice);
      res.status(204).end();
    });
  }

  router.post('/webhooks/twilio/voice', ...readForm, signed('voice'), async (req, res) => {
    const callId = callIdOf(req) ?? null;
    const twiml = await answer(req, 'voice', (form) =>
      deps.answerVoice(callId, readAskingCall(form).callSid),
    );
    res.type('text/xml').send(twiml);
  });

  router.post(
    '/webhooks/twilio/voice/transfer',
    ...readForm,
    signed('transfer'),
    async (req, res) => {
      const callId = callIdOf(req) ?? null;
      const twiml = await answer(req, 'transfer', (form) =>
        deps.afterTransfer(callId, withDialResult(form, req.query['dial'])),
      );
      res.type('text/xml').send(twiml);
    },
  );

  const inbound: RequestHandler = async (req, res) => {
    res
      .type('text/xml')
      .send(await answer(req, 'inbound', (form) => deps.answerInbound(readAskingCall(form))));
  };
  router.post('/media-stream-twiml', ...readForm, signed('inbound'), inbound);
  router.get('/media-stream-twiml', signed('inbound'), inbound);

  return router;

  /** A caller who waits for an answer gets one: TwiML, whatever happens. */
  async function answer(
    req: Request,
    kind: 'voice' | 'inbound' | 'transfer',
    decide: (form: unknown) => Promise<VoiceAnswer>,
  ): Promise<string> {
    const begunAtMs = performance.now();
    try {
      const form = req.method === 'GET' ? req.query : req.body;
      const { result, twiml, callId = callIdOf(req) } = await within(decide(form), PATIENCE_MS);
      count(kind, result);
      const ms = Math.round(performance.now() - begunAtMs);
      log.info(
        { kind, callId, callSid: twilioFacts(Object(form)).callSid, result, ms },
        'webhook taken',
      );
      if (result === 'duplicate') metrics.duplicateCalls.inc();
      return twiml;
    } catch (thrown) {
      const waits = waitsOf(req);
      if (thrown instanceof ZodError) {
        count(kind, 'malformed');
        log.warn({ kind, callId: callIdOf(req) }, 'hanging up a call without its sid');
        return hangupTwiml();
      }
      log.error({ err: thrown, kind, waits }, 'answer for a connected call failed');
      if (!AppError.from(thrown).retry || waits >= MOST_WAITS) {
        count(kind, 'given_up');
        return apologyTwiml(null);
      }
      count(kind, 'waiting');
      return waitTwiml(againUrl(req, waits + 1));
    }
  }

  function againUrl(req: Request, waits: number): string {
    const callId = callIdOf(req);
    const dial: unknown = dialResultIn(req.body) ?? req.query['dial'];
    const query = new URLSearchParams({
      ...(callId ? { call: callId } : {}),
      wait: String(waits),
      ...(typeof dial === 'string' ? { dial } : {}),
    });
    return `${publicUrl}${req.path}?${query}`;
  }
}

const CallId = z.uuid();

/** A value that is not one of our ids counts as none: the call's sid may still be known. */
function callIdOf(req: Request): string | undefined {
  return CallId.safeParse(req.query['call']).data;
}

function waitsOf(req: Request): number {
  const waits = Number(req.query['wait'] ?? 0);
  return Number.isInteger(waits) && waits >= 0 ? waits : MOST_WAITS;
}
