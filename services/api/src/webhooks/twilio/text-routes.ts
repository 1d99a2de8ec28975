import { Router } from 'express';
import { z } from 'zod';
import type { ApiMetrics } from '../../api-metrics.ts';
import type { Arrivals } from '../../http/arrivals.ts';
import type { BodyRoom } from '../../http/body-room.ts';
import type { RecordOrKeep } from '../record-or-keep.ts';
import { twilioDoor, type Verify } from './door.ts';

type Deps = {
  verify: Verify;
  recordOrKeep: RecordOrKeep;
  metrics: Pick<ApiMetrics, 'webhooks'>;
  arrivals: Pick<Arrivals, 'of'>;
  bodyRoom: BodyRoom;
};

/** Nothing is said here: what is to be said is sent by the worker, after it was judged. */
const NO_REPLY = '<?xml version="1.0" encoding="UTF-8"?><Response/>';
const MessageId = z.uuid();

/** What the carrier tells of texts: those that came in, and what became of ours. */
export function textWebhookRoutes({
  verify,
  recordOrKeep,
  metrics,
  arrivals,
  bodyRoom,
}: Deps): Router {
  const router = Router();
  const { readForm, signed, take } = twilioDoor({ verify, metrics, bodyRoom, recordOrKeep });

  router.post('/webhooks/twilio/sms', ...readForm, signed('text_inbound'), async (req, res) => {
    const form: Record<string, unknown> = { ...req.body };
    const receivedAt = arrivals.of(req);
    await take({ kind: 'text_inbound', form, receivedAt });
    res.type('text/xml').send(NO_REPLY);
  });

  router.post(
    '/webhooks/twilio/sms/status',
    ...readForm,
    signed('text_status'),
    async (req, res) => {
      const form: Record<string, unknown> = { ...req.body };
      // Something else in the place of our id is as good as none: the sid may still be known.
      const messageId = MessageId.safeParse(req.query['message']).data;
      const notice = {
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
