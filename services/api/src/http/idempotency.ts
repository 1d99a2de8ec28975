import { createHash } from 'node:crypto';
import { z } from 'zod';

/** The header by which a request that is sent twice takes effect once. */
export const idempotencyHeader = (description: string) =>
  z.object({
    'idempotency-key': z
      .string()
      .regex(/^[\x21-\x7e]{1,200}$/, '1 to 200 visible characters')
      .optional()
      .openapi({ description }),
  });

/**
 * What a row stores of an idempotency key and its request; empty without a key. Keys belong to
 * their caller: the same words from another caller are another key.
 */
export function idempotencyHashes(
  { key, callerId, kind }: { key: string | undefined; callerId: string; kind: 'call' | 'text' },
  body: unknown,
) {
  if (key === undefined) return {};
  return {
    idempotency_key_hash: sha256(JSON.stringify([kind, callerId, key])),
    request_hash: sha256(canonical(body)),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The same for the same request, whatever the order of its fields. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
