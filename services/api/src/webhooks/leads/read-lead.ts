import type { IncomingLead } from '@ringback/shared/db/lead-intake.ts';
import type { ParsedPhone } from '@ringback/shared/domain/phone.ts';
import { AppError, type Fault } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { inputFaults } from '../../http/faults.ts';
import { jsonObject, region, text, timeZone } from '../../http/fields.ts';
import { readConsent } from './read-consent.ts';
import { isPath, readPath } from './read-path.ts';

/** What a source may call by names of its own. `custom.…` takes what we have no column for. */
const TARGETS = [
  'phone',
  'name',
  'first_name',
  'last_name',
  'email',
  'external_id',
  'timezone',
  'region',
  'postal_code',
  'campaign_id',
  'consent',
  'consent_text',
  'consent_at',
  'consent_url',
  'consent_ip',
  'consent_user_agent',
  'consent_form_id',
  'custom',
] as const;
type Target = (typeof TARGETS)[number];

const CUSTOM = /^custom\.[A-Za-z][A-Za-z0-9_]{0,59}$/;

/** Which of our fields may be mapped, each to where it stands in the body. */
export const Mapping = z
  .record(z.string(), z.string().min(1).max(200).refine(isPath, 'a path such as data.phone'))
  .superRefine((mapping, context) => {
    for (const field of Object.keys(mapping)) {
      const fits = (TARGETS as readonly string[]).includes(field) || CUSTOM.test(field);
      if (fits) continue;
      context.addIssue({
        code: 'custom',
        path: [field.slice(0, 60)],
        message: `one of ${TARGETS.join(', ')}, or custom.<name>`,
        params: { found: 'a field that cannot be filled' },
        input: mapping,
      });
    }
  });

const blank = (value: unknown) =>
  value === null || (typeof value === 'string' && value.trim() === '') ? undefined : value;
const optional = (schema: z.ZodType) => z.preprocess(blank, schema.optional());
const words = (max: number) =>
  z.preprocess((value) => (typeof value === 'number' ? String(value) : value), text(max));

const Lead = z.object({
  phone: words(64),
  name: optional(words(200)),
  first_name: optional(words(100)),
  last_name: optional(words(100)),
  email: optional(z.email().max(254)),
  external_id: optional(words(200)),
  timezone: optional(timeZone),
  region: optional(region),
  postal_code: optional(words(20)),
  campaign_id: optional(z.uuid()),
  custom: optional(jsonObject(16_384)),
});
type Lead = {
  [Field in keyof z.output<typeof Lead>]: Field extends 'custom'
    ? Record<string, unknown> | undefined
    : string | undefined;
};

export type ReadLead = IncomingLead & { campaign_id?: string };

type Options = {
  mapping: Record<string, string>;
  readPhone: (text: string) => ParsedPhone;
  /** From where the form came, and when if that was not now, as proof of the consent. */
  proof: { ip?: string; user_agent?: string; at?: string };
};

/** A lead out of a form's body. Throws with every fault; a number nobody can dial is `undialable`. */
export function readLead(body: unknown, { mapping, readPhone, proof }: Options): ReadLead {
  const at = (target: Target): unknown =>
    readPath(body, Object.hasOwn(mapping, target) ? (mapping[target] ?? target) : target);
  const found = Object.fromEntries(TARGETS.map((target) => [target, at(target)]));
  const result = Lead.safeParse(found, { reportInput: true });
  const faults: Fault[] = result.success ? [] : inputFaults(result.error.issues);
  let consent: ReturnType<typeof readConsent>;
  try {
    consent = readConsent(found['consent']);
  } catch (thrown) {
    if (!(thrown instanceof z.ZodError)) throw thrown;
    faults.push(...inputFaults(thrown.issues, 'consent'));
  }
  if (!result.success || faults.length > 0) {
    throw new AppError('invalid_input', 'The lead does not fit; every fault is listed.', {
      faults: faults.map((fault) => ({ ...fault, path: placeIn(mapping, fault.path) })),
    });
  }

  const lead = result.data as Lead;
  const phone = readPhone(lead.phone ?? '');
  if (!phone.ok) {
    throw new AppError('undialable', phone.detail, {
      faults: [
        {
          path: placeIn(mapping, 'phone'),
          found: `a number that is not dialed (${phone.reason})`,
          expected: 'a number that a person can answer',
        },
      ],
    });
  }
  const { first_name, last_name, custom, phone: _, name, ...rest } = lead;
  const full = name ?? [first_name, last_name].filter(Boolean).join(' ');
  const extra = { ...custom, ...mappedCustom(body, mapping) };
  return {
    phone: phone.e164,
    ...(phone.extension ? { phone_extension: phone.extension } : {}),
    country: phone.country,
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
    ...(full ? { name: full } : {}),
    ...(Object.keys(extra).length > 0 ? { custom: extra } : {}),
    ...(consent ? { consent: { ...consent, ...proofOf(found, proof), ...consent } } : {}),
  };
}

/** Where a field stands in the body of whoever sent it, who may never have heard our name for it. */
function placeIn(mapping: Record<string, string>, path: string): string {
  const [field = '', ...rest] = path.split('.');
  const place = Object.hasOwn(mapping, field) ? mapping[field] : undefined;
  return [place ?? field, ...rest].join('.');
}

function mappedCustom(body: unknown, mapping: Record<string, string>): Record<string, unknown> {
  const entries = Object.entries(mapping).flatMap(([field, path]) => {
    const value = CUSTOM.test(field) ? readPath(body, path) : undefined;
    if (value === undefined || value === null || typeof value === 'object') return [];
    const plain = typeof value === 'string' ? value.slice(0, 2_000).replaceAll('\0', '') : value;
    return [[field.slice('custom.'.length), plain] as const];
  });
  return Object.fromEntries(entries);
}

function proofOf(found: Record<string, unknown>, proof: Options['proof']) {
  const told = (target: Target, max: number) => {
    const value = found[target];
    return typeof value === 'string' && value.trim() !== ''
      ? value.trim().slice(0, max)
      : undefined;
  };
  const moment = z.iso.datetime({ offset: true }).safeParse(told('consent_at', 64)).data;
  const fields = {
    text: told('consent_text', 2_000),
    at: moment ?? proof.at,
    url: told('consent_url', 2_000),
    ip: told('consent_ip', 64) ?? proof.ip,
    user_agent: told('consent_user_agent', 1_000) ?? proof.user_agent?.slice(0, 1_000),
    form_id: told('consent_form_id', 200),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
