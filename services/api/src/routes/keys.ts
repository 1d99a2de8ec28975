import {
  ApiKeyRow,
  type ApiKeys,
  createApiKeys,
  ROLES,
} from '@ringback/shared/db/access/api-keys.ts';
import { hashKey } from '@ringback/shared/runtime/api-key.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { actorOf } from '../http/actor-of.ts';
import { endpoint } from '../http/endpoint.ts';
import { keyExpiry, text } from '../http/fields.ts';
import { many, ok, one, page } from '../http/route.ts';
import { apiModule } from './api-module.ts';

type Deps = {
  apiKeys: Pick<ApiKeys, 'list' | 'create' | 'revoke'>;
  newToken: () => string;
  /** Drops the cached keys. */
  forgetKeys: () => void;
  now: Now;
};

const ApiKey = ApiKeyRow.extend({}).openapi('ApiKey');

const listKeys = endpoint(
  {
    method: 'get',
    path: '/api/keys',
    tag: 'keys',
    summary: 'All keys without their secrets, newest first',
    access: 'admin',
    answers: { 200: { description: 'All keys', schema: many(ApiKey) } },
    refusals: [],
  },
  ({ apiKeys }: Deps) =>
    async function listKeys() {
      return page(await apiKeys.list(), null);
    },
);

const createKey = endpoint(
  (now: Now) => ({
    method: 'post',
    path: '/api/keys',
    tag: 'keys',
    summary: 'Create a key; it is shown only once',
    access: 'admin',
    body: z.strictObject({
      name: text(100),
      role: z.enum(ROLES),
      expires_at: keyExpiry(now).optional(),
    }),
    answers: {
      201: { description: 'The key', schema: one(ApiKeyRow.extend({ key: z.string() })) },
    },
    refusals: [],
  }),
  ({ apiKeys, newToken, now }: Deps) =>
    async function createKey({ body: { name, role, expires_at: expiresAt } }, { res, caller }) {
      const key = `rb_${newToken()}`;
      const made = { name, role, keyHash: hashKey(key), ...(expiresAt ? { expiresAt } : {}) };
      const row = await apiKeys.create(made, now(), actorOf(caller));
      res.setHeader('cache-control', 'no-store');
      return { status: 201, data: { ...row, key } };
    },
);

const revokeKey = endpoint(
  {
    method: 'delete',
    path: '/api/keys/{id}',
    tag: 'keys',
    summary: 'Revoke a key; every instance refuses it, and ends its streams, within ten seconds',
    access: 'admin',
    params: z.object({ id: z.uuid() }),
    answers: { 200: { description: 'The revoked key', schema: one(ApiKey) } },
    refusals: [404, 409],
  },
  ({ apiKeys, forgetKeys, now }: Deps) =>
    async function revokeKey({ params }, { caller }) {
      if (params.id === caller.id) {
        throw new AppError('conflict', 'A key cannot revoke itself; use another one.');
      }
      const row = await apiKeys.revoke(params.id, now(), actorOf(caller));
      if (!row) throw new AppError('not_found', 'There is no such key.');
      forgetKeys();
      return ok(row);
    },
);

export const keys = apiModule([listKeys, createKey, revokeKey], ({ db, keys, ids, now }) => ({
  apiKeys: createApiKeys(db),
  newToken: ids.token,
  forgetKeys: keys.forget,
  now,
}));
