import { repeatsItself, unapprovedClaim } from './binding-claims.ts';
import { BINDING_KINDS, type BindingKind } from './binding-words.ts';
import { plainLetters } from './plain-letters.ts';
import { asksIfHuman, claimsToBeHuman, disclosesMachine } from './reply-claims.ts';
import { emailsIn, linksIn, numbersIn } from './reply-contacts.ts';
import { mentions, repeats, talksOfRules } from './reply-leaks.ts';
import { promiseOfCall } from './reply-promises.ts';
import { plain, segmentsOf } from './segments.ts';

/** What a proposed text is held against. */
export type ReplyLimits = {
  maxSegments: number;
  /** Hosts that may be linked to; their subdomains may as well. */
  links: readonly string[];
  /** Telephone numbers that may be named, in any spelling: ours, and the lead's own. */
  numbers: readonly string[];
  /** E-mail addresses that may be named: ours, and those the lead has given. */
  emails: readonly string[];
  /** Our own rules for the model: no part of them belongs into a text. */
  rules: string;
  /** The agent's prompt: single facts of it may be told, no long stretch. */
  prompt: string;
  /** What the business lets the agent say of prices and promises; nothing else of that kind leaves. */
  facts: readonly string[];
  /** Names, numbers or keys of other people and other conversations, as far as they are known. */
  foreign: readonly string[];
  /** What the lead has written since our last text: a question whether we are human counts. */
  leadWords: string;
  /** The call that may be promised: none is planned, one is, or one that rings within minutes. */
  call: 'none' | 'later' | 'soon';
};

const FAULTS = [
  'empty',
  'too_long',
  'link',
  'number',
  'email',
  'prompt',
  'human_claim',
  'foreign_data',
  'internal',
  'asks_secret',
  'call_promise',
  'repeats',
] as const;

export type ReplyFault = (typeof FAULTS)[number] | `binds_${BindingKind}`;

export const REPLY_FAULTS: readonly ReplyFault[] = [
  ...FAULTS,
  ...BINDING_KINDS.map((kind) => `binds_${kind}` as const),
];

export type CheckedReply = { ok: true; text: string } | { ok: false; reason: ReplyFault };

// Marks that turn the writing direction, hide letters or steer a terminal.
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu;
const KEPT = /^[\n\u200d]$/;

/** Rows, templates, tools and formats of ours that no lead should ever see. */
const INTERNAL: readonly RegExp[] = [
  /\{\{|\}\}|<\/?[a-z][\w-]*(?:\s[^<>]*)?>|<\||\|>|'''|\[\/?INST\]/i,
  /\$\{|\{\w+\}|%[A-Z_]{3,}%|\[[\w ]*(?:name|date|time|link|number|phone|e-?mail|company|business|system|assistant|user)[\w ]*\]|\bfunction call\b/i,
  /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/i,
  /\b(?:AC|CA|SM|MM|MG|SK)[0-9a-f]{32}\b/i,
  /\b(?:sk|pk|rk|sb|whsec|rb)[-_][A-Za-z0-9_-]{12,}/,
  /\beyJ[\w-]{8,}\.[\w-]{8,}/,
  /\b(?:lead|conversation|campaign|enrollment|message|agent|customer|user|tenant)[ _-]?id\b/i,
  /\b(?:lead|customer|contact|conversation) ?#? ?\d{2,}\b/i,
  // Keys, and prompts in disguise: no word is that long.
  /[A-Za-z0-9+/_-]{32,}={0,2}|\b(?:[0-9a-f]{2}[ :]){12,}/i,
  /\b(?:book_appointment|hand_over|call_lead|update_lead|starts_at_local|now_local|opt_out_judgement|sms_reply)\b/i,
  /["'“][\w ]{1,40}["'”]\s*:\s*(?:["'“\d[{]|null|true|false)/,
  /^\s*(?:system|assistant|developer|user|human|lead|agent|tool)\s*:/im,
  /\b(?:select .{1,80} from|drop table|delete from|insert into)\b/i,
];

const FOREIGN: readonly RegExp[] = [
  /\b(?:an ?other|the other|our other|a different|the previous|the last) (?:lead|customer|client|patient|guest|caller)(?:'?s)? (?:(?:is|was) (?:called|named)|named|called|name|number|phone|e-?mail|address|details|lives|booked|wrote|texted|said|told)\b/i,
  /\blist of (?:all )?(?:our |my |the )?(?:other )?(?:leads|customers|clients|patients|contacts)\b/i,
  /\b(?:here (?:is|are)|these are) (?:all )?(?:of )?(?:the |our |my )?(?:other )?(?:leads|customers|clients|patients|contacts)\b/i,
  /\b(?:other|their) (?:leads?|customers?|clients?|patients?)'? (?:data|details|numbers?|names?|e-?mails?|addresses)\b/i,
  /\bother (?:leads|customers|clients|patients)(?: are)? (?:include|named|called|such as)\b|\((?:lead|customer|client|patient)\)/i,
  /\b(?:[Ll]ead|[Cc]ustomer|[Cc]lient|[Pp]atient) (?!Service|Care|Support|Relations|Success|Portal)\p{Lu}\p{Ll}+\b/u,
  /\b(?:otr[oa]s? client[ea]s?|un autre client|d'autres clients) (?:se llama|dijo|tiene|vive|s'appelle|a dit|habite)/i,
];

const SECRET =
  '(?:(?:credit|debit|bank) ?card(?! reader)|card number|digits of (?:your|the) (?:\\w+ )?card|cvv|cvc|social security|ssn|passwords?|passcode|pin(?: code| number)?|one[- ]time code|verification code|bank account|account number|routing number|iban|contrase[nñ]a|n[uú]mero de tarjeta|mot de passe|num[eé]ro de carte)';
const SECRETS = new RegExp(
  `\\b(?:send|give|text|type|tell|share|provide|enter|submit|write|reply with|need|confirm|what(?:'s| is)|env[ií][ea]|dame|deme|mande|envoyez|donnez)\\b[^.?!]{0,40}\\b${SECRET}\\b|^\\W*(?:your |the )?${SECRET}\\b[^.!]{0,20}(?:\\?|please)`,
  'i',
);

/**
 * Judges what a model wants to text to a lead. `text` is the reply as it may leave: with typewriter
 * characters and without hidden ones. A reply that does not pass is not to be mended: a person answers.
 */
export function checkReply(proposed: string, limits: ReplyLimits): CheckedReply {
  const text = tidy(proposed);
  const fault = faultIn(text, limits);
  return fault ? { ok: false, reason: fault } : { ok: true, text };
}

function tidy(text: string): string {
  return plain(text)
    .replaceAll('\r\n', '\n')
    .replace(HIDDEN, (mark) => (KEPT.test(mark) ? mark : ''))
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function faultIn(text: string, limits: ReplyLimits): ReplyFault | null {
  const read = plainLetters(text);
  if (!/[\p{L}\p{N}]/u.test(read)) return 'empty';
  if (segmentsOf(text).segments > limits.maxSegments) return 'too_long';
  if (talksOfRules(read)) return 'prompt';
  if (repeats(read, limits.rules, 'any') || repeats(read, limits.prompt, 'long')) return 'prompt';
  if (INTERNAL.some((mark) => mark.test(read))) return 'internal';
  if (FOREIGN.some((phrase) => phrase.test(read))) return 'foreign_data';
  if (limits.foreign.some((name) => mentions(read, name))) return 'foreign_data';
  if (linksIn(read, limits.links).length > 0) return 'link';
  if (emailsIn(read, limits.emails).length > 0) return 'email';
  if (numbersIn(read, limits.numbers).length > 0) return 'number';
  if (claimsToBeHuman(read)) return 'human_claim';
  if (asksIfHuman(limits.leadWords) && !disclosesMachine(read)) return 'human_claim';
  if (SECRETS.test(read)) return 'asks_secret';
  if (promisesTooMuch(read, limits.call)) return 'call_promise';
  if (repeatsItself(read)) return 'repeats';
  const claim = unapprovedClaim(read, limits.facts);
  return claim && `binds_${claim}`;
}

function promisesTooMuch(text: string, call: ReplyLimits['call']): boolean {
  const promise = promiseOfCall(text);
  return promise !== 'none' && (call === 'none' || (call === 'later' && promise === 'at_once'));
}
