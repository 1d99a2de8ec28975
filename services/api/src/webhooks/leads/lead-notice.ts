import type { IncomingHttpHeaders } from 'node:http';
import { hashKey, keyIn } from '@ringback/shared/runtime/api-key.ts';
import type { Request } from 'express';
import { z } from 'zod';

/**
 * The proof that a sender gives. Secrets only as hashes, since this may be on a disk for a while.
 */
const Proof = z.object({
  secretHash: z.string().nullable(),
  /** From an API key, which a sender may use instead of a source's secret. */
  keyHash: z.string().nullable(),
  signature: z.string().max(200).nullable(),
  /** From a key in the body; the body is stored without it. */
  bodyKeyHash: z.string().nullable().default(null),
});
export type Proof = z.infer<typeof Proof>;

/** A lead as received, with all that is needed to check it, now or after an outage. */
export const LeadNotice = z.object({
  source: z.string(),
  proof: Proof,
  /** Base64: a signature covers the exact bytes. */
  body: z.string(),
  isPairs: z.boolean(),
  ip: z.string().optional(),
  userAgent: z.string().optional(),
  receivedAt: z.iso.datetime(),
});
export type LeadNotice = z.infer<typeof LeadNotice>;

const SECRET_HEADERS = ['x-ringback-secret', 'x-webhook-secret'];
const SIGNATURE_HEADERS = [
  'x-ringback-signature',
  'x-hub-signature-256',
  'x-signature-256',
  'typeform-signature',
];
/** Google's lead forms send their key in the body. */
const BODY_KEY = /"google_key"\s*:\s*("(?:[^"\\]|\\.){1,200}")/;

export function leadNoticeOf(req: Request, receivedAt: Date): LeadNotice {
  const { headers, ip } = req;
  const rawBody = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
  const { body, bodyKey } = withoutKey(rawBody);
  const userAgent = headers['user-agent']?.slice(0, 1_000);
  return {
    source: String(req.params['source']),
    proof: {
      ...proofIn(headers, req.query['secret']),
      bodyKeyHash: bodyKey === null ? null : hashKey(bodyKey),
    },
    body: body.toString('base64'),
    isPairs: Boolean(req.is('urlencoded')),
    // A proof of consent has the address in its usual form, not in that of the socket.
    ...(ip ? { ip: ip.replace(/^::ffff:(?=\d+\.)/, '') } : {}),
    ...(userAgent ? { userAgent } : {}),
    receivedAt: receivedAt.toISOString(),
  };
}

/** A body with a key needs no check of its bytes, so it may be stored without the key. */
function withoutKey(rawBody: Buffer): { body: Buffer; bodyKey: string | null } {
  if (!rawBody.includes('"google_key"')) return { body: rawBody, bodyKey: null };
  const text = rawBody.toString();
  const written = BODY_KEY.exec(text)?.[1];
  if (written === undefined) return { body: rawBody, bodyKey: null };
  try {
    const bodyKey: unknown = JSON.parse(written);
    if (typeof bodyKey !== 'string') return { body: rawBody, bodyKey: null };
    return { body: Buffer.from(text.replace(BODY_KEY, '"google_key":""')), bodyKey };
  } catch {
    return { body: rawBody, bodyKey: null };
  }
}

/** Whether anything but the body may prove the sender. */
export function showsProof({ headers, query }: Pick<Request, 'headers' | 'query'>): boolean {
  const { secretHash, keyHash, signature } = proofIn(headers, query['secret']);
  return secretHash !== null || keyHash !== null || signature !== null;
}

/** `inUrl`: from forms that cannot send headers. */
function proofIn(headers: IncomingHttpHeaders, inUrl: unknown): Omit<Proof, 'bodyKeyHash'> {
  const key = keyIn(headers);
  const secret =
    firstOf(headers, SECRET_HEADERS) ?? key ?? (typeof inUrl === 'string' ? inUrl : null);
  const signature = firstOf(headers, SIGNATURE_HEADERS);
  return {
    secretHash: secret === null ? null : hashKey(secret),
    keyHash: key === null ? null : hashKey(key),
    // A longer value cannot be from a known form.
    signature: signature !== null && signature.length <= 200 ? signature : null,
  };
}

function firstOf(headers: IncomingHttpHeaders, names: string[]): string | null {
  const value = names.map((name) => headers[name]).find((one) => one);
  return typeof value === 'string' ? value : null;
}
