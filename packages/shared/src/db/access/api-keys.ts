import { z } from 'zod';
import { type Db, dbError } from '../client.ts';
import { type Actor, noted } from './activity.ts';

export type ApiKeys = ReturnType<typeof createApiKeys>;

export const ROLES = ['viewer', 'agent', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** An API key as people see it: never the key itself, nor its hash. */
export const ApiKeyRow = z.object({
  id: z.uuid(),
  name: z.string(),
  role: z.enum(ROLES),
  created_at: z.string(),
  /** Null: it never expires. */
  expires_at: z.string().nullable(),
  last_used_at: z.string().nullable(),
  revoked_at: z.string().nullable(),
});
export type ApiKeyRow = z.infer<typeof ApiKeyRow>;

const COLUMNS = 'id, name, role, created_at, expires_at, last_used_at, revoked_at';

type NewKey = { name: string; role: Role; keyHash: string; expiresAt?: Date };

/** Whether it no longer opens anything, because it has expired. */
export const isExpired = (key: Pick<ApiKeyRow, 'expires_at'>, now: Date): boolean =>
  key.expires_at !== null && Date.parse(key.expires_at) <= now.getTime();

export function createApiKeys(db: Db) {
  return {
    findByHash,

    /** Null for a key that opens nothing, also for an expired one. */
    async findOpen(keyHash: string, now: Date): Promise<ApiKeyRow | null> {
      const key = await findByHash(keyHash);
      return key && !isExpired(key, now) ? key : null;
    },

    /** Of every key that was not revoked. */
    async hashes(): Promise<Set<string>> {
      const { data, error, status } = await db
        .from('api_keys')
        .select('key_hash')
        .is('revoked_at', null);
      if (error) throw dbError('apiKeys.hashes', error, status);
      return new Set(data.map(({ key_hash: hash }) => hash));
    },

    async list(): Promise<ApiKeyRow[]> {
      const { data, error, status } = await db
        .from('api_keys')
        .select(COLUMNS)
        .order('created_at', { ascending: false })
        .limit(1_000);
      if (error) throw dbError('apiKeys.list', error, status);
      return z.array(ApiKeyRow).parse(data);
    },

    async create(
      { name, role, keyHash, expiresAt }: NewKey,
      now: Date,
      by?: Actor,
    ): Promise<ApiKeyRow> {
      const { data, error, status } = await db
        .from('api_keys')
        .insert({
          name,
          role,
          key_hash: keyHash,
          created_at: now.toISOString(),
          expires_at: expiresAt?.toISOString() ?? null,
          ...noted(by),
        })
        .select(COLUMNS)
        .single();
      if (error) throw dbError('apiKeys.create', error, status);
      return ApiKeyRow.parse(data);
    },

    /** Makes the key unless it is there; one that was revoked stays revoked. */
    async ensure({ name, role, keyHash }: NewKey, now: Date): Promise<void> {
      const { error, status } = await db
        .from('api_keys')
        .upsert(
          { name, role, key_hash: keyHash, created_at: now.toISOString() },
          { onConflict: 'key_hash', ignoreDuplicates: true },
        );
      if (error) throw dbError('apiKeys.ensure', error, status);
    },

    async touch(id: string, now: Date): Promise<void> {
      const { error, status } = await db
        .from('api_keys')
        .update({ last_used_at: now.toISOString() })
        .eq('id', id);
      if (error) throw dbError('apiKeys.touch', error, status);
    },

    /** Null if there is no such key; revoking again keeps the first moment. */
    async revoke(id: string, now: Date, by?: Actor): Promise<ApiKeyRow | null> {
      const { error, status } = await db
        .from('api_keys')
        .update({ revoked_at: now.toISOString(), ...noted(by) })
        .eq('id', id)
        .is('revoked_at', null);
      if (error) throw dbError('apiKeys.revoke', error, status);
      const found = await db.from('api_keys').select(COLUMNS).eq('id', id).maybeSingle();
      if (found.error) throw dbError('apiKeys.revoke', found.error, found.status);
      return found.data ? ApiKeyRow.parse(found.data) : null;
    },
  };

  /** Null for an unknown hash and for a revoked key; an expired key is found. */
  async function findByHash(keyHash: string): Promise<ApiKeyRow | null> {
    const { data, error, status } = await db
      .from('api_keys')
      .select(COLUMNS)
      .eq('key_hash', keyHash)
      .is('revoked_at', null)
      .maybeSingle();
    if (error) throw dbError('apiKeys.findByHash', error, status);
    return data ? ApiKeyRow.parse(data) : null;
  }
}
