import { parseArgs } from 'node:util';
import {
  type Channel,
  type Consent,
  type ConsentKind,
  type ContactInput,
  type ContactKind,
  DEFAULT_CONTACT_CAPS,
  type Touch,
} from '@ringback/shared/domain/policy/contact-input.ts';
import { DEFAULT_NUMBER_RULES } from '@ringback/shared/domain/policy/judge-number.ts';
import { PURPOSES } from '@ringback/shared/domain/policy/purpose.ts';

export const USAGE = `npm run policy -- check <number> [flags]

  --at 2026-11-20T20:30-05:00   the moment, with its offset; standard: now
  --channel text|call           standard: text
  --kind campaign|single|reply  standard: campaign
  --purpose marketing|informational
  --timezone America/Chicago    what the lead's row says; likewise --region and --postal-code
  --consent written|express|implied|operator|keyword|none   standard: written
  --suppressed all|sms|voice    as if the number were on the do-not-contact list
  --touch text@2026-11-20T09:00-05:00   an earlier contact; may be repeated
  --last-inbound 2026-11-20T20:10-05:00 when the lead last wrote
  --hours 09:00-17:00           the operator's own hours
  --json                        the verdict as it is recorded

Exit: 0 allow, 3 hold, 4 deny, 2 not understood.`;

export type Asked = { input: ContactInput; json: boolean };

const CHANNELS = ['text', 'call'] as const satisfies readonly Channel[];
const KINDS = ['campaign', 'single', 'reply'] as const satisfies readonly ContactKind[];
const CONSENTS = ['written', 'express', 'implied', 'operator', 'keyword', 'none'] as const;
const SCOPES = ['all', 'sms', 'voice'] as const;

const YEAR_MS = 365 * 86_400_000;

/** Reads the command line; throws a sentence about what is not understood. */
export function readArguments(args: string[], now: Date): Asked | 'help' {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      at: { type: 'string' },
      channel: { type: 'string', default: 'text' },
      kind: { type: 'string', default: 'campaign' },
      purpose: { type: 'string', default: 'marketing' },
      timezone: { type: 'string' },
      region: { type: 'string' },
      'postal-code': { type: 'string' },
      consent: { type: 'string', default: 'written' },
      suppressed: { type: 'string' },
      touch: { type: 'string', multiple: true, default: [] },
      'last-inbound': { type: 'string' },
      hours: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [command, phone, ...more] = positionals;
  if (values.help || command === undefined) return 'help';
  if (command !== 'check') throw new Error(`there is no command "${command}"; it is "check"`);
  if (phone === undefined) throw new Error('which number? such as: check +12125550100');
  if (more.length > 0) throw new Error(`one number at a time: "${more.join(' ')}" is too much`);

  const at = values.at === undefined ? now : moment('--at', values.at);
  const scope =
    values.suppressed === undefined ? null : oneOf('--suppressed', values.suppressed, SCOPES);
  return {
    json: values.json,
    input: {
      channel: oneOf('--channel', values.channel, CHANNELS),
      kind: oneOf('--kind', values.kind, KINDS),
      purpose: oneOf('--purpose', values.purpose, PURPOSES),
      lead: {
        timezone: values.timezone ?? null,
        region: values.region ?? null,
        postal_code: values['postal-code'] ?? null,
      },
      phone: phone.replace(/[\s().-]/g, ''),
      at,
      consents: consents(oneOf('--consent', values.consent, CONSENTS), at),
      suppressions: scope ? [{ scope, at: new Date(at.getTime() - YEAR_MS) }] : [],
      touches: values.touch.map(touch),
      caps: DEFAULT_CONTACT_CAPS,
      numbers: DEFAULT_NUMBER_RULES,
      budget: { spentUsd: 0, capUsd: null, resetsAt: null },
      killSwitch: false,
      operator: values.hours === undefined ? null : hours(values.hours),
      lastInboundAt: values['last-inbound']
        ? moment('--last-inbound', values['last-inbound'])
        : null,
    },
  };
}

function consents(kind: ConsentKind | 'none', at: Date): Consent[] {
  if (kind === 'none') return [];
  const expiresAt = kind === 'implied' ? new Date(at.getTime() + YEAR_MS / 2) : null;
  return [
    { channel: 'all', kind, at: new Date(at.getTime() - YEAR_MS / 2), expiresAt, revokedAt: null },
  ];
}

function touch(text: string): Touch {
  const [channel = '', ...rest] = text.split('@');
  return { channel: oneOf('--touch', channel, CHANNELS), at: moment('--touch', rest.join('@')) };
}

function hours(text: string): { opens: string; closes: string } {
  const found = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(text);
  if (!found?.[1] || !found[2]) throw new Error(`--hours is "${text}"; it looks like 09:00-17:00`);
  return { opens: found[1], closes: found[2] };
}

// Without an offset a moment would mean the zone of whoever asks, which is nobody's business here.
function moment(flag: string, text: string): Date {
  const at = new Date(text);
  const whole = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/.test(text);
  if (whole && !Number.isNaN(at.getTime())) return at;
  throw new Error(`${flag} is "${text}"; it looks like 2026-11-20T20:30-05:00`);
}

function oneOf<const T extends string>(flag: string, text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  throw new Error(`${flag} is "${text}"; it may be ${choices.join(', ')}`);
}
