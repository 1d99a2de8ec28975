import express, { type Router } from 'express';
import type { World } from '../../world.ts';
import { rfc2822 } from '../call-json.ts';
import { notFound, refuse } from '../rest-answers.ts';
import type { Medium, Message } from './message.ts';

/** One grey pixel. */
const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

/** The media of texts: the list, the facts, and the pictures themselves. */
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
  router.get('/Accounts/:account/Messages/:sid/Media/:file', (req, res) => {
    const [sid, extension] = req.params.file.split('.');
    const message = world.texts.messages.get(req.params.sid);
    const medium = message?.media.find((one) => one.sid === sid);
    // A picture may become available a little later than the text that names it.
    const readyAt = (medium?.createdAt ?? 0) + world.faults.texts.media_late_ms;
    if (message === undefined || medium === undefined || readyAt > world.texts.now()) {
      return refuse(res, notFound(req.originalUrl));
    }
    if (extension === 'json') res.json(json(message, medium));
    else res.type(medium.contentType).send(PHOTO);
  });
  return router;
}
