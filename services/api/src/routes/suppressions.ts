import {
  createSuppressionList,
  type SuppressionList,
  SuppressionRow,
} from '@ringback/shared/db/leads/suppression-list.ts';
import { createSuppressions, type Suppressions } from '@ringback/shared/db/leads/suppressions.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { actorOf } from '../http/actor-of.ts';
import { IdPosition, readCursor } from '../http/cursor.ts';
import { endpoint } from '../http/endpoint.ts';
import { pageSize, phoneText, text } from '../http/fields.ts';
import { pageOf } from '../http/page-of.ts';
import { many, one } from '../http/route.ts';
import { type ReadPhone, readPhoneBy } from '../lead-reading/read-phone.ts';
import { apiModule } from './api-module.ts';

type Deps = {
  suppressions: Pick<Suppressions, 'addByHand'>;
  suppressionList: Pick<SuppressionList, 'list'>;
  /** Accepts numbers of every country, also those that cannot be dialed. */
  readPhone: ReadPhone;
  now: Now;
};

const listSuppressions = endpoint(
  {
    method: 'get',
    path: '/api/suppressions',
    tag: 'suppressions',
    summary: 'Suppressions, newest first',
    access: 'viewer',
    query: z.strictObject({ limit: pageSize, cursor: text(200).optional() }),
    answers: {
      200: {
        description: 'One page',
        schema: many(SuppressionRow.extend({}).openapi('Suppression')),
      },
    },
    refusals: [],
  },
  ({ suppressionList }: Deps) =>
    async function listSuppressions({ query: { limit, cursor } }) {
      const found = await suppressionList.list(limit + 1, readCursor(IdPosition, cursor)?.id);
      return pageOf(found, limit, (last) => ({ id: last.id }));
    },
);

const addSuppression = endpoint(
  {
    method: 'post',
    path: '/api/suppressions',
    tag: 'suppressions',
    summary: 'Suppress a number',
    description: 'Planned calls to it are canceled in the same step. This route cannot undo it.',
    access: 'agent',
    body: z.strictObject({
      phone: phoneText,
      scope: z.enum(['all', 'voice', 'sms']).default('all'),
      reason: text(500).optional(),
    }),
    answers: {
      201: {
        description: 'The suppression, new or existing',
        schema: one(
          z.object({ suppression_id: z.number().int(), canceled_calls: z.number().int() }),
        ),
      },
    },
    refusals: [422],
  },
  ({ suppressions, readPhone, now }: Deps) =>
    async function addSuppression({ body: { phone: spelled, scope, reason } }, { caller }) {
      const phone = readPhone(spelled);
      const e164 = phone.ok ? phone.e164 : asWritten(spelled);
      if (!e164) {
        throw new AppError('undialable', 'This is not a phone number.', {
          faults: [{ path: 'phone', found: 'a string', expected: 'a number such as +12025550101' }],
        });
      }
      const words = reason === undefined ? {} : { words: reason };
      const data = await suppressions.addByHand(
        { phone: e164, scope, ...words },
        actorOf(caller),
        now(),
      );
      return { status: 201, data };
    },
);

export const suppressions = apiModule(
  [listSuppressions, addSuppression],
  ({ db, now }, config) => ({
    suppressions: createSuppressions(db),
    suppressionList: createSuppressionList(db),
    readPhone: readPhoneBy(config),
    now,
  }),
);

/** A number that would not be dialed today may be on a suppression list all the same. */
function asWritten(text: string): string | null {
  const bare = text.replace(/[\s().-]/g, '');
  return /^\+[1-9]\d{6,14}$/.test(bare) ? bare : null;
}
