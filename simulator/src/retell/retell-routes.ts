import express, { type Router } from 'express';
import { z } from 'zod';
import { isWebUrl } from '../twilio/order.ts';
import type { World } from '../world.ts';
import { sendEvent } from './send-event.ts';
import { textRetell } from './text-retell.ts';

const webUrl = z.string().refine(isWebUrl, 'an http or https address');

const Text = z.strictObject({
  from: z.e164(),
  to: z.e164(),
  body: z.string().min(1).max(1600),
  url: webUrl,
  inbound_url: webUrl.nullable().default(null),
  agent_id: z.string().nullable().default(null),
  end_after_ms: z.number().min(0).default(3_600_000),
  /** `relayed` is a payload of some clients' own design, which carries the text. */
  shape: z.enum(['official', 'relayed']).default('official'),
});

/** A lead texts a number at Retell. Only for the machine itself: mount it behind that guard. */
export function retellControl(world: World): Router {
  const router = express.Router();
  router.post('/sim/retell/texts', async (req, res) => {
    const { inbound_url, agent_id, end_after_ms, shape, ...text } = Text.parse(req.body);
    if (world.config.retellKey == null) {
      res.status(409).json({ error: 'SIM_RETELL_KEY is not set' });
      return;
    }
    if (shape === 'relayed') {
      const { from, to, body, url } = text;
      const sms_inbound = {
        from_number: from,
        to_number: to,
        message: body,
        ...(agent_id === null ? {} : { agent_id }),
      };
      const taken = await sendEvent(world, from, url, { event: 'sms_inbound', sms_inbound });
      res.status(201).json({ taken: taken !== null });
      return;
    }
    const chat_id = await textRetell(world, {
      ...text,
      inboundUrl: inbound_url,
      agentId: agent_id,
      endAfterMs: end_after_ms,
    });
    res.status(201).json({ chat_id });
  });
  return router;
}

/** The part of Retell's REST that reads chats. */
export function retellRoutes(world: World): Router {
  const router = express.Router();
  router.get('/get-chat/:id', (req, res) => {
    const isKnown =
      world.config.retellKey != null &&
      req.headers.authorization === `Bearer ${world.config.retellKey}`;
    const chat = [...world.chats.values()].find(({ chat_id }) => chat_id === req.params.id);
    if (!isKnown) res.status(401).json({ status: 'error', message: 'Invalid API key.' });
    else if (chat === undefined) res.status(404).json({ status: 'error', message: 'Not found.' });
    else res.json(chat);
  });
  return router;
}
