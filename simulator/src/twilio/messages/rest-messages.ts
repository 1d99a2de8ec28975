import express, { type Response, type Router } from 'express';
import type { World } from '../../world.ts';
import { acceptOrder } from '../accept-order.ts';
import { refusal } from '../errors.ts';
import type { Form } from '../order.ts';
import { formOf, notFound, refuse } from '../rest-answers.ts';
import { listMessages } from './list-messages.ts';
import { isSettled } from './message.ts';
import { messageJson } from './message-json.ts';
import { liveText } from './message-life.ts';
import { openMessage } from './open-message.ts';
import { readTextOrder } from './read-text-order.ts';
import { mediaRoutes } from './rest-media.ts';
import { isFull } from './sender-queue.ts';
import { updateMessage } from './update-message.ts';

/** Twilio's REST API for texts. Authentication happens before. */
export function messageRoutes(world: World): Router {
  const { accountSid } = world.config;
  const { texts } = world;
  const router = express.Router();

  router.post('/Accounts/:account/Messages.json', (req, res) =>
    sendText(world, formOf(req.body), res),
  );
  router.get('/Accounts/:account/Messages.json', (req, res) => {
    const query = new URL(req.originalUrl, 'http://localhost').searchParams;
    res.json(listMessages(texts.messages.values(), query, accountSid, texts.now()));
  });
  router.use(mediaRoutes(world));
  router.get('/Accounts/:account/Messages/:sid.json', (req, res) => {
    const message = texts.messages.get(req.params.sid);
    if (message === undefined) return refuse(res, notFound(req.originalUrl));
    res.json(messageJson(message, accountSid));
  });
  router.post('/Accounts/:account/Messages/:sid.json', (req, res) => {
    const message = texts.messages.get(req.params.sid);
    if (message === undefined) return refuse(res, notFound(req.originalUrl));
    const refused = updateMessage(world, message, formOf(req.body));
    if (refused !== null) return refuse(res, refused);
    res.json(messageJson(message, accountSid));
  });
  router.delete('/Accounts/:account/Messages/:sid.json', (req, res) => {
    const message = texts.messages.get(req.params.sid);
    if (message === undefined) return refuse(res, notFound(req.originalUrl));
    if (!isSettled(message)) return refuse(res, refusal(20009));
    texts.messages.delete(message.sid);
    res.status(204).end();
  });
  return router;
}

function sendText(world: World, form: Form, res: Response): void {
  const { numbers, seed, accountSid } = world.config;
  const reading = readTextOrder(form, { numbers, seed, texts: world.texts });
  if (!reading.ok) {
    refuse(res, reading.refusal);
    return;
  }
  const { order } = reading;
  if (isFull(world, order.from)) {
    refuse(res, refusal(21611));
    return;
  }
  acceptOrder(world, res, `text ${order.to}`, () => {
    const message = openMessage(world, order, 'outbound-api', 'customer');
    const created = messageJson(message, accountSid);
    liveText(world, message);
    world.log.info({ messageSid: message.sid, story: message.story }, 'text accepted');
    return created;
  });
}
