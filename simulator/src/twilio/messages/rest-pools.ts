import { createHash } from 'node:crypto';
import express, { type Router } from 'express';
import type { World } from '../../world.ts';
import { authenticate } from '../rest-calls.ts';

/** The part of the vendor's other API that we need: which numbers a Messaging Service sends from. */
export function poolRoutes(world: World): Router {
  const { accountSid, numbers } = world.config;
  const router = express.Router();
  router.use(authenticate(world, { namesAccount: false }));
  router.get('/:service/PhoneNumbers', (req, res) => {
    const { service } = req.params;
    const url = `http://${req.headers.host}/v1/Services/${service}/PhoneNumbers`;
    const at = new Date(world.texts.now()).toISOString().replace(/\.\d+Z/, 'Z');
    res.json({
      phone_numbers: numbers.map((number) => ({
        sid: `PN${createHash('md5').update(number).digest('hex')}`,
        account_sid: accountSid,
        service_sid: service,
        phone_number: number,
        country_code: 'US',
        capabilities: ['SMS', 'MMS', 'Voice'],
        date_created: at,
        date_updated: at,
        url: `${url}/${number}`,
      })),
      meta: {
        page: 0,
        page_size: 50,
        first_page_url: `${url}?PageSize=50&Page=0`,
        previous_page_url: null,
        next_page_url: null,
        url: `${url}?PageSize=50&Page=0`,
        key: 'phone_numbers',
      },
    });
  });
  return router;
}
