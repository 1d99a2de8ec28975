import { CARRIER_CALL_SID } from '@ringback/shared/providers/calls/providers.ts';
import './zod-openapi.ts';
import { isPlausibleMoment } from '@ringback/shared/domain/plausible-moment.ts';
import { z } from 'zod';

/** Building blocks of request schemas. The database can store every value that passes. */

const STORABLE = 'text without control characters such as NUL, in valid Unicode';

/** Postgres refuses the NUL character, and halves of surrogate pairs. */
function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

export const text = (max: number, min = 1) =>
  z.string().min(min).max(max).refine(isStorable, STORABLE);

/** Deeper values may overflow the stack of code that walks over them on the way to the database. */
const DEEPEST = 32;

/** Any plain JSON object, up to so many bytes of JSON. */
export const jsonObject = (maxBytes: number) =>
  z
    .record(z.string(), z.unknown())
    .refine((value) => isShallow(value, DEEPEST), {
      message: `an object at most ${DEEPEST} levels deep`,
      abort: true,
    })
    .refine(
      (value) => Buffer.byteLength(JSON.stringify(value)) <= maxBytes,
      `an object of at most ${maxBytes} bytes of JSON`,
    )
    .refine((value) => !/\\u0000|\\ud[89a-f]/i.test(JSON.stringify(value)), STORABLE);

/** A bigint in a path or query, within what JavaScript counts exactly. */
export const numericId = z
  .string()
  .regex(/^\d{1,15}$/, 'an id: digits only')
  .transform(Number)
  .openapi({ type: 'integer', example: 42 });

export const pageSize = z
  .string()
  .regex(/^\d{1,3}$/, 'a whole number from 1 to 200')
  .transform(Number)
  .refine((size) => size >= 1 && size <= 200, 'a whole number from 1 to 200')
  .default(50)
  .openapi({ type: 'integer', minimum: 1, maximum: 200, default: 50 });

/** `true` or `false` in a query. */
export const flag = z
  .enum(['true', 'false'])
  .transform((word) => word === 'true')
  .openapi({ type: 'string', enum: ['true', 'false'] });

export const callSid = z
  .string()
  .regex(CARRIER_CALL_SID.pattern, `a call sid: ${CARRIER_CALL_SID.expected}`);

/** A telephone number in any spelling; what it means is judged later. */
export const phoneText = text(64).openapi({ example: '+12025550101' });

/**
 * Longer than any timestamp that people write, and within what clocks and databases can represent.
 */
export const moment = z.iso
  .datetime({ offset: true })
  .max(40)
  .refine((text) => {
    const ms = Date.parse(text);
    // Another rule reports that it is not a timestamp.
    return Number.isNaN(ms) || isPlausibleMoment(ms);
  }, 'a moment from 1970 to 2099');

const AHEAD_MS = 90 * 24 * 60 * 60_000;

/** When something is to happen. Past moments mean now. */
export const runAt = (now: () => Date, description: string) =>
  moment
    .transform((text) => new Date(text))
    .refine((at) => at.getTime() <= now().getTime() + AHEAD_MS, 'a moment within the next 90 days')
    .optional()
    .openapi({ type: 'string', format: 'date-time', description });

const YEARS_MS = 10 * 366 * 24 * 60 * 60_000;

/** When a key expires. */
export const keyExpiry = (now: () => Date) =>
  moment
    .transform((text) => new Date(text))
    .refine(
      (at) => at.getTime() > now().getTime() && at.getTime() <= now().getTime() + YEARS_MS,
      'a moment within the next ten years; left out, the key does not expire',
    )
    .openapi({
      type: 'string',
      format: 'date-time',
      description: 'From then on requests with it get 401. Left out: it does not expire by itself.',
    });

export const timeZone = text(64).refine(isTimeZone, 'an IANA time zone such as America/New_York');

export const region = z.string().regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/, 'a region such as US-FL');

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((one) => isShallow(one, levels - 1));
}

function isTimeZone(name: string): boolean {
  // Intl accepts an offset such as +02:00, but it has no daylight saving time.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
