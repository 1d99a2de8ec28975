import express, { type Router } from 'express';
import type { World } from '../../world.ts';
import { rfc2822 } from '../call-json.ts';
import { notFound, refuse } from '../rest-answers.ts';
import type { Medium, Message } from './message.ts';

const STORE = '/media-store';

/** The media of texts: the list, the facts, and the way to the pictures themselves. */
export function mediaRoutes(world: World): Router {
  const { accountSid } = world.config;
  const router = express.Router();
  const json = (message: Message, { sid, contentType, createdAt }: Medium) => ({
    sid,
    account_sid: accountSid,
    parent_sid: message.sid,
    content_type: contentType,
    date_created: rfc2822(createdAt),
    date_updated: rfc2822(createdAt),
    uri: `/2010-04-01/Accounts/${accountSid}/Messages/${message.sid}/Media/${sid}.json`,
  });

  router.get('/Accounts/:account/Messages/:sid/Media.json', (req, res) => {
    const message = world.texts.messages.get(req.params.sid);
    if (message === undefined) return refuse(res, notFound(req.originalUrl));
    res.json({
      media_list: message.media.map((medium) => json(message, medium)),
      page: 0,
      page_size: 50,
    });
  });
  router
    .route('/Accounts/:account/Messages/:sid/Media/:file')
    .get((req, res) => {
      const [sid, extension] = req.params.file.split('.');
      const found = find(world, req.params.sid, sid);
      // A picture may become available a little later than the text that names it.
      const readyAt = (found?.medium.createdAt ?? 0) + world.faults.texts.media_late_ms;
      if (found === null || readyAt > world.texts.now()) {
        return refuse(res, notFound(req.originalUrl));
      }
      if (extension === 'json') res.json(json(found.message, found.medium));
      else res.redirect(307, `${STORE}/${found.message.sid}/${found.medium.sid}`);
    })
    .delete((req, res) => {
      const found = find(world, req.params.sid, req.params.file.split('.')[0]);
      if (found === null) return refuse(res, notFound(req.originalUrl));
      found.message.media = found.message.media.filter((one) => one !== found.medium);
      res.status(204).end();
    });
  return router;
}

/** Where Twilio keeps the pictures: another host, which asks for no credentials. */
export function mediaStore(world: World): Router {
  const router = express.Router();
  router.get(`${STORE}/:message/:medium`, (req, res) => {
    const found = find(world, req.params.message, req.params.medium);
    if (found?.medium.content == null) return res.status(404).end();
    res.type(found.medium.contentType).send(found.medium.content);
  });
  return router;
}

function find(world: World, messageSid: string, mediumSid: string | undefined) {
  const message = world.texts.messages.get(messageSid);
  const medium = message?.media.find((one) => one.sid === mediumSid);
  return message && medium ? { message, medium } : null;
}
