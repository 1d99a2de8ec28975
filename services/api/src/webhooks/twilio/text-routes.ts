import type { Verify } from '@ringback/shared/providers/signed-request.ts';
import { SILENT_TWIML } from '@ringback/shared/providers/twilio/twiml.ts';
import { Router } from 'express';
import { z } from 'zod';
import type { Arrivals } from '../../http/arrivals.ts';
import type { BodyRoom } from '../../http/body-room.ts';
import type { RecordOrKeep } from '../record-or-keep.ts';
import type { WebhookMetrics } from '../webhook-metrics.ts';
import { carrierEndpoint, PROVIDER } from './carrier-endpoint.ts';

type Deps = {
  verify: Verify;
  recordOrKeep: RecordOrKeep;
  metrics: Pick<WebhookMetrics, 'webhooks'>;
  arrivals: Pick<Arrivals, 'of'>;
  bodyRoom: BodyRoom;
};

const MessageId = z.uuid();

/** The carrier's events of texts: inbound ones, and the status of ours. */
export function textWebhookRoutes({
  verify,
  recordOrKeep,
  metrics,
  arrivals,
  bodyRoom,
}: Deps): Router {
  const router = Router();
  const { readForm, signed, take } = carrierEndpoint({ verify, metrics, bodyRoom, recordOrKeep });

  router.post('/webhooks/twilio/sms', ...readForm, signed('text_inbound'), async (req, res) => {
    const form: Record<string, unknown> = { ...req.body };
    const receivedAt = arrivals.of(req);
    await take({ provider: PROVIDER, kind: 'text_inbound', form, receivedAt });
    res.type('text/xml').send(SILENT_TWIML);
  });

  router.post(
    '/webhooks/twilio/sms/status',
    ...readForm,
    signed('text_status'),
    async (req, res) => {
      const form: Record<string, unknown> = { ...req.body };
      // A value that is not one of our ids counts as none: the sid may still be known.
      const messageId = MessageId.safeParse(req.query['message']).data;
      const notice = {
        provider: PROVIDER,
        kind: 'text_status' as const,
        form,
        receivedAt: arrivals.of(req),
        ...(messageId ? { messageId } : {}),
      };
      await take(notice);
      res.status(204).end();
    },
  );

  return router;
}
