import { createHash, timingSafeEqual } from 'node:crypto';
import express, { type RequestHandler, type Response, type Router } from 'express';
import { wait } from '../wait.ts';
import type { World } from '../world.ts';
import { acceptOrder } from './accept-order.ts';
import { isOver } from './call.ts';
import { callJson } from './call-json.ts';
import { refusal } from './errors.ts';
import { listCalls } from './list-calls.ts';
import { messageRoutes } from './messages/rest-messages.ts';
import { type Form, readOrder } from './order.ts';
import { formOf, notFound, refuse } from './rest-answers.ts';
import { recordingRoutes } from './rest-recordings.ts';
import { updateCall } from './update-call.ts';

/** Twilio's REST API for calls, their recordings and texts, below `/2010-04-01`. */
export function callRoutes(world: World): Router {
  const { accountSid } = world.config;
  const router = express.Router();
  router.use(
    authenticate(world),
    trouble(world),
    express.urlencoded({ extended: false, limit: '1mb' }),
  );

  router.get('/Accounts/:account.json', (_req, res) => {
    res.json({
      sid: accountSid,
      status: 'active',
      type: 'Full',
      friendly_name: 'Simulated account',
    });
  });
  router.post('/Accounts/:account/Calls.json', (req, res) =>
    placeCall(world, formOf(req.body), res),
  );
  router.get('/Accounts/:account/Calls.json', (req, res) => {
    const query = new URL(req.originalUrl, 'http://localhost').searchParams;
    res.json(listCalls(world.calls.values(), query, accountSid, Date.now()));
  });
  router.get('/Accounts/:account/Calls/:sid.json', (req, res) => {
    const call = world.calls.get(req.params.sid);
    if (call === undefined) return refuse(res, notFound(req.originalUrl));
    res.json(callJson(call, accountSid));
  });
  router.post('/Accounts/:account/Calls/:sid.json', (req, res) => {
    const call = world.calls.get(req.params.sid);
    if (call === undefined) return refuse(res, notFound(req.originalUrl));
    const refused = updateCall(world, call, formOf(req.body));
    if (refused !== null) return refuse(res, refused);
    res.json(callJson(call, accountSid));
  });
  router.delete('/Accounts/:account/Calls/:sid.json', (req, res) => {
    const call = world.calls.get(req.params.sid);
    if (call === undefined) return refuse(res, notFound(req.originalUrl));
    if (!isOver(call)) return refuse(res, refusal(20001, 'A call in progress cannot be deleted'));
    world.calls.delete(call.sid);
    res.status(204).end();
  });
  router.use(recordingRoutes(world));
  router.use(messageRoutes(world));
  router.use((req, res) => refuse(res, notFound(req.originalUrl)));
  return router;
}

function placeCall(world: World, form: Form, res: Response): void {
  const reading = readOrder(form, world.config.numbers);
  if (!reading.ok) {
    refuse(res, reading.refusal);
    return;
  }
  acceptOrder(world, res, reading.to, () => {
    const call = world.open({
      to: reading.to,
      from: reading.from,
      direction: 'outbound-api',
      parentSid: null,
      order: reading.order,
    });
    const created = callJson(call, world.config.accountSid);
    world.start(call);
    world.log.info({ callSid: call.sid, story: call.story.name }, 'call accepted');
    return created;
  });
}

/** One account, one token. Only below `/2010-04-01` does a path name the account, too. */
export function authenticate(world: World, { namesAccount = true } = {}): RequestHandler {
  const { accountSid, authToken } = world.config;
  const expected = digest(`${accountSid}:${authToken}`);
  return (req, res, next) => {
    const [scheme = '', credentials = ''] = (req.headers.authorization ?? '').split(' ');
    const given = digest(Buffer.from(credentials, 'base64').toString());
    const account = /^\/Accounts\/([^/.]+)/.exec(req.path)?.[1];
    const isRight = scheme.toLowerCase() === 'basic' && timingSafeEqual(given, expected);
    if (isRight && (!namesAccount || account === accountSid)) return next();
    res.setHeader('WWW-Authenticate', 'Basic realm="Twilio API"');
    refuse(res, refusal(20003));
  };
}

function trouble(world: World): RequestHandler {
  return async (_req, _res, next) => {
    const { latency_ms } = world.faults.rest;
    if (latency_ms > 0) await wait(latency_ms, world.stopped);
    next();
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
