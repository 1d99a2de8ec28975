import { chance } from '../../chance.ts';
import { type Refusal, type RefusalCode, refusal } from '../errors.ts';
import { type Form, isPhoneNumber, isWebUrl, many, one } from '../order.ts';
import { smartEncoded } from './encoding.ts';
import type { TextOrder } from './message.ts';
import { pairOf, type Texts } from './texts.ts';

const LONGEST_BODY = 1600;
const MOST_MEDIA = 10;
const LONGEST_VALIDITY_SECONDS = 36_000;
const LEAST_AHEAD_MS = 15 * 60_000;
const MOST_AHEAD_MS = 35 * 24 * 3_600_000;
const SERVICE_SID = /^MG[0-9a-f]{32}$/i;

/** Numbers that Twilio answers in a fixed way, as recipient or as sender. */
const MAGIC_TO: Record<string, RefusalCode> = {
  '+15005550001': 21211,
  '+15005550002': 21612,
  '+15005550003': 21408,
  '+15005550004': 21610,
  '+15005550009': 21614,
};
const MAGIC_FROM: Record<string, RefusalCode> = {
  '+15005550001': 21212,
  '+15005550007': 21606,
  '+15005550008': 21611,
};

type World = {
  numbers: readonly string[];
  seed: number;
  texts: Pick<Texts, 'blocked' | 'landlines' | 'now'>;
};

export type TextReading = { ok: true; order: TextOrder } | { ok: false; refusal: Refusal };

/** Reads the form of `POST Messages.json`: what is malformed first, then what the carrier forbids. */
export function readTextOrder(form: Form, world: World): TextReading {
  const no = (code: RefusalCode, detail?: string): TextReading => ({
    ok: false,
    refusal: refusal(code, detail),
  });
  const to = one(form['To']);
  const from = one(form['From']);
  const serviceSid = one(form['MessagingServiceSid']);
  const mediaUrls = many(form['MediaUrl']).filter((url) => url !== '');
  const written = one(form['Body']) ?? '';
  const body = one(form['SmartEncoded']) === 'true' ? smartEncoded(written) : written;

  if (to === null) return no(21604);
  if (from === null && serviceSid === null) return no(21603);
  if (body === '' && mediaUrls.length === 0) return no(21602);
  if (body.length > LONGEST_BODY) return no(21617);
  if (mediaUrls.length > MOST_MEDIA) return no(21623);
  if (!mediaUrls.every(isWebUrl)) return no(21620);
  if (serviceSid !== null && !SERVICE_SID.test(serviceSid)) return no(21705);

  const callback = one(form['StatusCallback']);
  if (callback !== null && (!isWebUrl(callback) || new URL(callback).hostname.includes('_'))) {
    return no(21609, `The StatusCallback URL ${callback} is not a valid URL.`);
  }
  const validity = one(form['ValidityPeriod']) ?? String(LONGEST_VALIDITY_SECONDS);
  const validitySeconds = /^\d{1,6}$/.test(validity) ? Number(validity) : 0;
  if (validitySeconds < 1 || validitySeconds > LONGEST_VALIDITY_SECONDS) return no(21624);

  const magic = MAGIC_TO[to] ?? MAGIC_FROM[from ?? ''];
  if (magic !== undefined) return no(magic);
  if (!isPhoneNumber(to)) return no(21211, `The 'To' number ${to} is not a valid phone number.`);
  const sender = from ?? poolNumber(world, to);
  if (sender === null) return no(21704);
  if (!isPhoneNumber(sender)) return no(21212, `The 'From' number ${sender} is not valid.`);
  if (world.numbers.length > 0 && !world.numbers.includes(sender)) {
    return no(21606, `The 'From' phone number provided (${sender}) is not one of yours.`);
  }

  const schedule = readSchedule(form, serviceSid, world.texts.now());
  if (!schedule.ok) return no(schedule.code);
  if (world.texts.landlines.has(to)) return no(21614, `'To' number: ${to}, is not a mobile number`);
  // A service is blocked as a whole, a number of its own only for itself.
  const senders = serviceSid === null ? [sender] : [sender, ...world.numbers];
  if (senders.some((ours) => world.texts.blocked.has(pairOf(ours, to)))) return no(21610);

  return {
    ok: true,
    order: {
      to,
      from: sender,
      serviceSid,
      body,
      mediaUrls,
      statusCallback: callback === null ? null : { url: callback, method: 'POST' },
      validityMs: validitySeconds * 1000,
      sendAt: schedule.sendAt,
    },
  };
}

/** A service writes to one person from one number of its pool, always the same. */
function poolNumber({ numbers, seed }: World, to: string): string | null {
  return numbers[Math.floor(chance(seed, 'pool', to) * numbers.length)] ?? null;
}

type Schedule = { ok: true; sendAt: number | null } | { ok: false; code: RefusalCode };

function readSchedule(form: Form, serviceSid: string | null, now: number): Schedule {
  // Without a service the schedule is silently ignored and the text is sent at once.
  if (one(form['ScheduleType']) !== 'fixed' || serviceSid === null)
    return { ok: true, sendAt: null };
  const asked = one(form['SendAt']);
  if (asked === null) return { ok: false, code: 35111 };
  const sendAt = Date.parse(asked);
  const aheadMs = sendAt - now;
  return aheadMs >= LEAST_AHEAD_MS && aheadMs <= MOST_AHEAD_MS
    ? { ok: true, sendAt }
    : { ok: false, code: 35114 };
}
