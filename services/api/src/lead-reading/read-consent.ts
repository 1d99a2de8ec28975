import type { NewConsent } from '@ringback/shared/db/leads/consents.ts';
import { moment } from '../http/fields.ts';
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

const KINDS = ['written', 'express', 'implied'] as const;

/** Forms call the channels by other names too. */
const CHANNELS: Readonly<Record<string, 'text' | 'call' | 'all'>> = {
  text: 'text',
  sms: 'text',
  call: 'call',
  voice: 'call',
  phone: 'call',
  both: 'all',
  all: 'all',
};

/**
 * What a form may state about a consent, under the names of its columns, and how long each may be.
 */
const PROOFS = {
  text: 2_000,
  text_version: 100,
  url: 2_000,
  ip: 64,
  user_agent: 1_000,
  form_id: 200,
} as const;

/** Whether a word in a column or a form means yes; undefined for other words. */
export function readSaidYes(text: string): boolean | undefined {
  const word = text.trim().toLowerCase();
  if (YES.has(word)) return true;
  return NO.has(word) ? false : undefined;
}

/** A box ticked on a form, or its words, are an agreement in writing. */
const KIND = 'written';

/** Reports what could not be read; `path` is within the consent. */
type Warn = (warning: { path: string; message: string }) => void;

/**
 * What was agreed to: an object with its proof, a ticked box, or the very words. Undefined for
 * anything else: an answer that is not clearly a yes is none.
 */
export function readConsent(value: unknown, warn: Warn = () => undefined): NewConsent | undefined {
  if (value === true || value === 1) return { kind: KIND };
  if (typeof value === 'string') {
    const said = readSaidYes(value);
    if (said === true) return { kind: KIND };
    const text = said === undefined ? readAgreedWords(value) : undefined;
    return text === undefined ? undefined : { kind: KIND, text };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return readConsentObject(value as Record<string, unknown>, warn);
}

function readConsentObject(input: Record<string, unknown>, warn: Warn): NewConsent | undefined {
  const flag = input['granted'] ?? input['given'];
  if (flag !== undefined && flag !== true && readSaidYes(String(flag)) !== true) return undefined;
  const at = momentIn('at');
  const expiresAt = momentIn('expires_at');
  const kind = hasField('kind') ? KINDS.find((one) => one === input['kind']) : KIND;
  const channel = hasField('channel')
    ? CHANNELS[String(input['channel']).toLowerCase()]
    : undefined;
  // An object says yes by a flag, the words, their time or their kind; an empty one does not.
  const saysYes = flag !== undefined || proofIn('text') || at || (hasField('kind') && kind);
  if (!saysYes) return undefined;
  if (hasField('channel') && channel === undefined) {
    warn({
      path: 'channel',
      message: 'No consent was stored: it is for a channel that is not supported.',
    });
    return undefined;
  }
  if (expiresAt === null) {
    warn({
      path: 'expires_at',
      message: 'No consent was stored: its expiry cannot be read.',
    });
    return undefined;
  }
  if (at === null) warn({ path: 'at', message: 'Not a moment such as 2026-11-20T15:00:00Z.' });
  if (kind === undefined) {
    warn({ path: 'kind', message: 'Not written, express or implied; the weakest was taken.' });
  }
  const proofs = Object.keys(PROOFS).flatMap((name) => {
    const proof = proofIn(name as keyof typeof PROOFS);
    return proof === undefined ? [] : [[name, proof] as const];
  });
  return {
    kind: kind ?? 'implied',
    ...(channel ? { channel } : {}),
    ...Object.fromEntries(proofs),
    ...(at ? { at } : {}),
    ...(expiresAt ? { expires_at: expiresAt } : {}),
  };

  function hasField(name: string): boolean {
    return input[name] !== undefined && input[name] !== null && input[name] !== '';
  }

  /** Null: the field has a value that is not a timestamp. */
  function momentIn(name: string): string | null | undefined {
    return hasField(name) ? (moment.safeParse(input[name]).data ?? null) : undefined;
  }

  function proofIn(name: keyof typeof PROOFS): string | undefined {
    const proof = input[name];
    if (typeof proof !== 'string' || proof.trim() === '') return undefined;
    return proof.trim().slice(0, PROOFS[name]);
  }
}
