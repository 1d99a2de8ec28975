import { fieldKey } from './field-key.ts';
import {
  FIELD_NAMES,
  MOBILE_WORDS,
  OTHER_NUMBERS,
  PHONE_BESIDE,
  PHONE_WORDS,
  WHATSAPP_WORDS,
  WHOSE,
} from './field-names.ts';
import type { FieldRole, LeadField } from './lead-field.ts';
import { refusalNamed } from './refusal-names.ts';

const words = (text: string) => text.split(/\s+/).filter(Boolean);

const FIELDS = new Map<string, Exclude<LeadField, 'phone'>>(
  Object.entries(FIELD_NAMES).flatMap(([field, names]) =>
    words(names).map((name) => [fieldKey(name), field as Exclude<LeadField, 'phone'>] as const),
  ),
);
const WHOSE_FIELD = new RegExp(`^(?:${words(WHOSE).join('|')})_(?=.)`);
const keySet = (text: string) => new Set(words(text).map(fieldKey));
const MOBILE = keySet(MOBILE_WORDS);
const PHONE = keySet(PHONE_WORDS);
const WHATSAPP = keySet(WHATSAPP_WORDS);
const BESIDE = keySet(PHONE_BESIDE);
const OTHERS = keySet(OTHER_NUMBERS);
const WORK =
  /(?:^|_)(?:work|business|office|company|direct|geschaftlich|buro|bureau|trabajo|lavoro|werk)(?:_|$)/;
const LESS = /(?:^|_)(?:other|additional|alternate|alternative|secondary|second)(?:_|$)/;

/** Names that have a meaning in JavaScript, which a lead's own field must not take. */
const IGNORED = new Set(['__proto__', 'prototype', 'constructor', '']);
const LONGEST = 100;

const CUSTOM: FieldRole = { kind: 'custom' };
const IGNORE: FieldRole = { kind: 'ignored' };

/** What a field means to us, by its name alone. */
export function fieldRole(name: string): FieldRole {
  const plain = name.trim();
  if (IGNORED.has(plain) || plain.length > LONGEST || plain.includes('\0') || !plain.isWellFormed())
    return IGNORE;
  const key = fieldKey(plain);
  if (key === '') return CUSTOM;
  const field = FIELDS.get(key);
  if (field) return { kind: 'field', field };
  const refusal = refusalNamed(plain);
  if (refusal) return { kind: 'refusal', ...refusal };
  const rank = phoneRank(key);
  if (rank !== null) return { kind: 'phone', rank };
  const owned = key.replace(WHOSE_FIELD, '');
  const theirs = owned === key ? undefined : FIELDS.get(owned);
  return theirs ? { kind: 'field', field: theirs } : CUSTOM;
}

/** A mobile can be texted as well as called, so it is preferred. */
function phoneRank(key: string): number | null {
  if (OTHERS.has(key)) return 6;
  const parts = key.replace('whats_app', 'whatsapp').split('_');
  const named = parts.filter((part) => !/^\d{1,2}$/.test(part));
  const isNumber = (part: string) => MOBILE.has(part) || PHONE.has(part) || WHATSAPP.has(part);
  if (!named.some(isNumber) || !named.every((part) => isNumber(part) || BESIDE.has(part))) {
    return null;
  }
  const later = Number(parts.find((part) => /^\d{1,2}$/.test(part)) ?? 0) / 100;
  if (named.some((part) => MOBILE.has(part))) return (LESS.test(key) ? 1.5 : 0) + later;
  if (!named.some((part) => PHONE.has(part))) {
    // "SMS" alone is no number; "SMS number" and "WhatsApp" are.
    return named.length === 1 && named[0] === 'sms' ? null : 1 + later;
  }
  return (
    (LESS.test(key) ? 5 : WORK.test(key) ? 4 : /(?:^|_)(?:home|private|privat)/.test(key) ? 3 : 2) +
    later
  );
}
