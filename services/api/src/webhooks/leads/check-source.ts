import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { LeadSourceRow } from '@ringback/shared/db/lead-sources.ts';
import { hashKey } from '../../http/authenticate.ts';

type Told = { headers: IncomingHttpHeaders; rawBody: Buffer; now: Date };

/** A signature with a moment in it is refused after this long: it may be a recording. */
const TOLERANCE_SECONDS = 300;
const SECRET_HEADERS = ['x-ringback-secret', 'x-webhook-secret'];
const PLAIN_SIGNATURES = ['x-ringback-signature', 'x-hub-signature-256', 'x-signature-256'];

/**
 * Whether a request is from this source: it knows the secret, or has signed the body with it.
 * Signatures: `sha256=<hex of HMAC(body)>`, or `t=<seconds>,v1=<hex of HMAC("<seconds>." + body)>`.
 */
export function isFromSource(source: LeadSourceRow, told: Told): boolean {
  return source.auth === 'secret' ? knowsSecret(source, told) : hasSigned(source, told);
}

function knowsSecret({ secret_hash: expected }: LeadSourceRow, { headers }: Told): boolean {
  const bearer = /^Bearer ([\x21-\x7e]{1,200})$/i.exec(headers.authorization ?? '')?.[1];
  const given = SECRET_HEADERS.map((name) => headers[name]).find((value) => value) ?? bearer;
  if (expected === null || typeof given !== 'string') return false;
  return isSame(hashKey(given), expected);
}

function hasSigned({ signing_secret: secret }: LeadSourceRow, told: Told): boolean {
  const header = PLAIN_SIGNATURES.map((name) => told.headers[name]).find((value) => value);
  if (secret === null || typeof header !== 'string') return false;
  const plain = /^sha256=([0-9a-f]{64})$/i.exec(header)?.[1];
  if (plain) return isSame(hmac(secret, told.rawBody), plain.toLowerCase());
  const [, at, digest] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/i.exec(header) ?? [];
  if (at === undefined || digest === undefined) return false;
  const age = Math.abs(told.now.getTime() / 1000 - Number(at));
  return (
    age <= TOLERANCE_SECONDS &&
    isSame(hmac(secret, Buffer.concat([Buffer.from(`${at}.`), told.rawBody])), digest.toLowerCase())
  );
}

function hmac(secret: string, body: Buffer): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
