import express, { type Router } from 'express';
import { z } from 'zod';
import { updateFaults } from './faults.ts';
import { ledgerOf } from './ledger.ts';
import { retellControl } from './retell/retell-routes.ts';
import { STORIES, type Story } from './stories.ts';
import { TEXT_STORIES } from './text-stories.ts';
import { receiveText } from './twilio/messages/receive-text.ts';
import { isWebUrl, plainOrder } from './twilio/order.ts';
import type { World } from './world.ts';

const InboundCall = z.strictObject({
  from: z.e164(),
  to: z.e164(),
  url: z.string().refine(isWebUrl, 'an http or https address'),
  status_callback: z.string().refine(isWebUrl, 'an http or https address').optional(),
});

const InboundText = z.strictObject({
  from: z.e164(),
  to: z.e164(),
  /** A list is a burst: several texts, one directly after the other. */
  body: z.union([z.string().max(1600), z.array(z.string().max(1600)).min(1)]),
  photos: z.number().int().min(0).max(10).default(0),
  files: z
    .array(z.strictObject({ type: z.string().max(100), base64: z.base64() }))
    .max(10)
    .default([]),
});

const SmsUrl = z.strictObject({
  url: z.string().refine(isWebUrl, 'an http or https address').nullable(),
});

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** The simulator's own routes, which no vendor has. They answer only the machine they run on. */
export function controlRoutes(world: World): Router {
  const router = express.Router();
  const onlyHere: express.RequestHandler = (req, res, next) => {
    if (LOOPBACK.has(req.socket.remoteAddress ?? '')) next();
    else res.status(403).json({ error: 'only from this machine' });
  };
  router.use(['/ledger', '/sim'], onlyHere, express.json());

  router.get('/livez', (_req, res) => {
    res.json({ ok: true });
  });
  router.get('/ledger', (_req, res) => {
    res.json(ledgerOf(world));
  });
  router.get('/sim/stories', (_req, res) => {
    res.json({
      stories: [
        ...STORIES.map((story) => ({ channel: 'call', ...shown(story) })),
        ...TEXT_STORIES.map((story) => ({ channel: 'text', ...shown(story) })),
      ],
    });
  });
  router.get('/sim/debugger', (_req, res) => {
    res.json({ entries: world.debugger });
  });
  router.get('/sim/faults', (_req, res) => {
    res.json(world.faults);
  });
  router.put('/sim/faults', (req, res) => {
    updateFaults(world.faults, req.body);
    res.json(world.faults);
  });
  router.post('/sim/reset', (_req, res) => {
    world.reset();
    res.status(204).end();
  });
  router.post('/sim/calls', (req, res) => {
    const { from, to, url, status_callback } = InboundCall.parse(req.body);
    const callback =
      status_callback === undefined ? null : { url: status_callback, method: 'POST' as const };
    const order = plainOrder({ url, method: 'POST' }, callback);
    const call = world.open({ to, from, direction: 'inbound', parentSid: null, order });
    world.start(call);
    res.status(201).json({ sid: call.sid });
  });
  router.post('/sim/texts', (req, res) => {
    const { from, to, body, photos, files } = InboundText.parse(req.body);
    const bodies = [body].flat();
    const sids = bodies.map((text, at) => {
      const isLast = at === bodies.length - 1;
      const sent = isLast ? { photos, files: files.map(decoded) } : { photos: 0 };
      return receiveText(world, { from, to, body: text, ...sent }).sid;
    });
    res.status(201).json({ sids });
  });
  router.use(retellControl(world));
  router.put('/sim/sms-url', (req, res) => {
    world.texts.smsUrl = SmsUrl.parse(req.body).url;
    res.json({ url: world.texts.smsUrl });
  });
  return router;
}

function decoded({ type, base64 }: { type: string; base64: string }) {
  return { type, content: Buffer.from(base64, 'base64') };
}

function shown({ digits, name, description }: Pick<Story, 'digits' | 'name' | 'description'>) {
  return { digits, name, description };
}
