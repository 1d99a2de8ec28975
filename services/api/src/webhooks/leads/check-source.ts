import { createHmac, timingSafeEqual } from 'node:crypto';
import type { LeadSourceRow } from '@ringback/shared/db/leads/lead-sources.ts';
import type { LeadNotice } from './lead-notice.ts';

/** A signature with a timestamp is refused after this long: it may be a replay. */
const TOLERANCE_SECONDS = 300;

/**
 * Whether a lead is from this source: its request had the secret, or a signature of the body with
 * it. Signatures: `sha256=<hex or base64 of HMAC(body)>`, or `t=<seconds>,v1=<hex of
 * HMAC("<seconds>." + body)>`.
 */
export function isFromSource(source: LeadSourceRow, notice: LeadNotice): boolean {
  return source.auth === 'secret' ? knewSecret(source, notice) : hadSigned(source, notice);
}

function knewSecret({ secret_hash: expected, preset }: LeadSourceRow, { proof }: LeadNotice) {
  const { secretHash, bodyKeyHash } = proof;
  const shown = secretHash ?? (preset === 'google_ads' ? bodyKeyHash : null);
  return expected !== null && shown !== null && isSame(shown, expected);
}

function hadSigned({ signing_secret: secret }: LeadSourceRow, notice: LeadNotice): boolean {
  const { signature } = notice.proof;
  if (secret === null || signature === null) return false;
  const rawBody = Buffer.from(notice.body, 'base64');
  const plain = /^sha256=([0-9a-f]{64})$/i.exec(signature)?.[1];
  if (plain) return isSame(hmac(secret, rawBody), plain.toLowerCase());
  const base64 = /^sha256=([A-Za-z0-9+/]{43}=)$/.exec(signature)?.[1];
  if (base64) return isSame(hmac(secret, rawBody), Buffer.from(base64, 'base64').toString('hex'));
  const [, at, digest] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/i.exec(signature) ?? [];
  if (at === undefined || digest === undefined) return false;
  const age = Math.abs(Date.parse(notice.receivedAt) / 1000 - Number(at));
  return (
    age <= TOLERANCE_SECONDS &&
    isSame(hmac(secret, Buffer.concat([Buffer.from(`${at}.`), rawBody])), digest.toLowerCase())
  );
}

function hmac(secret: string, body: Buffer): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
