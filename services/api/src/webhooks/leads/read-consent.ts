import type { NewConsent } from '@ringback/shared/db/consents.ts';
import { z } from 'zod';
import { readAgreedWords } from './agreed-words.ts';

const YES = new Set([
  'true',
  'yes',
  'y',
  '1',
  'on',
  'x',
  'checked',
  'agreed',
  'accepted',
  'granted',
]);
const NO = new Set([
  'false',
  'no',
  'n',
  '0',
  'off',
  'unchecked',
  'none',
  'null',
  'denied',
  'declined',
]);

const words = (max: number) => z.string().trim().min(1).max(max);
const moment = z.iso.datetime({ offset: true });

/** Forms call the channels by other names too. */
const CHANNELS: Record<string, string> = { sms: 'text', voice: 'call', phone: 'call', both: 'all' };
const channel = z.preprocess(
  (name) => (typeof name === 'string' ? (CHANNELS[name.toLowerCase()] ?? name) : name),
  z.enum(['text', 'call', 'all']).optional(),
);

/** What a form may tell of a consent, under the names that it is stored by. */
const Consent = z.object({
  channel,
  kind: z.enum(['written', 'express', 'implied']).optional(),
  text: words(2_000).optional(),
  text_version: words(100).optional(),
  url: words(2_000).optional(),
  ip: words(64).optional(),
  user_agent: words(1_000).optional(),
  form_id: words(200).optional(),
  at: moment.optional(),
  expires_at: moment.optional(),
});

/** Whether a word in a column or a form says yes; undefined for words of neither kind. */
export function readSaidYes(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  if (YES.has(word)) return true;
  return NO.has(word) ? false : undefined;
}

/** A box ticked on a form, or its words, are an agreement in writing. */
const KIND = 'written';

/**
 * What was agreed to: an object with its proof, a ticked box, or the very words. Undefined for
 * anything else: what is not plainly a yes is none. Throws if an object does not fit.
 */
export function readConsent(value: unknown): NewConsent | undefined {
  if (value === true || value === 1) return { kind: KIND };
  if (typeof value === 'string') {
    const said = readSaidYes(value);
    if (said === true) return { kind: KIND };
    const text = said === undefined ? readAgreedWords(value) : undefined;
    return text === undefined ? undefined : { kind: KIND, text };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { granted, given, ...rest } = value as Record<string, unknown>;
  const flag = granted ?? given;
  if (flag !== undefined && flag !== true && readSaidYes(String(flag)) !== true) return undefined;
  const told = Consent.parse(rest);
  // An object says yes by a flag, by the words, by their moment or by their kind; an empty one does not.
  if (flag === undefined && !(told.text || told.at || told.kind)) return undefined;
  const proof = Object.entries(told).filter(([, one]) => one !== undefined);
  return { kind: KIND, ...Object.fromEntries(proof) };
}
