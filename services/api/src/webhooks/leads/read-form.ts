import type { NewConsent } from '@ringback/shared/db/leads/consents.ts';
import type { ParsedPhone } from '@ringback/shared/domain/phone-number/phone.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { moment } from '../../http/fields.ts';
import { type Field, roleOf, type Warning } from '../../lead-reading/field.ts';
import { readConsent } from '../../lead-reading/read-consent.ts';
import { type ReadLead, readLead, type Values } from '../../lead-reading/read-lead.ts';
import { mappingOf, targetRole, unlessMapped } from '../../lead-reading/targets.ts';
import { isObject, type ToldFields } from './presets/preset.ts';
import { PRESET_OF, type PresetName } from './presets/presets.ts';
import { zapier } from './presets/zapier.ts';
import { isPath, readPath } from './read-path.ts';

/** Which of our fields may be mapped, each to where it stands in the body. */
export const Mapping = mappingOf(
  z.string().min(1).max(200).refine(isPath, 'a path such as data.phone'),
  ['campaign_id'],
);

export type ReadForm = ReadLead & {
  campaignId: string | null;
  isTest: boolean;
};

type Options = {
  mapping: Readonly<Record<string, string>>;
  preset: PresetName;
  readPhone: (text: string) => ParsedPhone;
  /** From where the form came, and when if that was not now, as proof of the consent. */
  proof: { ip?: string; user_agent?: string; at?: string };
};

/** Nobody fills in more; every rule looks at each. */
const MOST_FIELDS = 800;

/** Ours, in the body of whoever has a campaign of the same name. */
const OUR_CAMPAIGN = 'ringback_campaign_id';
const CAMPAIGN_NAMES = [OUR_CAMPAIGN, 'campaign_id'];

/**
 * A lead out of a form's body: what the source's mapping says first, then what its preset makes of
 * the vendor's shape, then every field by its name.
 */
export function readForm(body: unknown, { mapping, preset, readPhone, proof }: Options): ReadForm {
  const whole = isObject(body) ? body : {};
  const told = PRESET_OF[preset]?.(whole) ?? plain(whole, mapping);
  if (told.fields.length > MOST_FIELDS) {
    throw new AppError('too_large', 'The form holds more than a form can.', {
      faults: [{ path: '(body)', found: 'more fields', expected: `at most ${MOST_FIELDS} fields` }],
    });
  }
  const { campaignId, warning } = campaignIn(whole, mapping, preset);
  const fields = [...mapped(body, mapping), ...byName(told.fields, mapping)].filter(
    ({ name, value }) => !(CAMPAIGN_NAMES.includes(name) && value === campaignId),
  );
  const read = readLead(fields, {
    readPhone,
    readConsent: (values, warn) => consentWithProof(values, proof, warn),
  });
  if (warning) read.warnings.push(warning);
  const place = mapping['phone'];
  if (!read.ok && read.reason === 'missing' && place !== undefined) read.fault.path = place;
  return { ...read, campaignId, isTest: told.isTest };
}

/** Fields at the top of the body; where no number stands there and none is mapped, those further in. */
function plain(body: Record<string, unknown>, mapping: Options['mapping']): ToldFields {
  const isPhone = (name: string) => roleOf(name).kind === 'phone';
  const isFlat = Object.hasOwn(mapping, 'phone') || Object.keys(body).some(isPhone);
  const fields = isFlat ? Object.entries(body) : zapier(body)?.fields;
  return { fields: fields ?? [], isTest: false };
}

function mapped(body: unknown, mapping: Options['mapping']): Field[] {
  return Object.entries(mapping).flatMap(([target, path]): Field[] => {
    const field = targetRole(target, path);
    const value = field ? readPath(body, path) : undefined;
    return field && value !== undefined && value !== null ? [{ ...field, value }] : [];
  });
}

function byName(
  entries: readonly (readonly [string, unknown])[],
  mapping: Options['mapping'],
  isOwn = false,
): Field[] {
  const places = new Set(Object.values(mapping));
  return entries.flatMap(([name, value]): Field[] => {
    if (value === null || value === undefined || places.has(name)) return [];
    if (name === 'custom' && isObject(value)) return byName(Object.entries(value), mapping, true);
    const role = unlessMapped(roleOf(name), mapping);
    return [{ name, role, value, isStructure: !isOwn && typeof value === 'object' }];
  });
}

/**
 * A vendor's `campaign_id` is a campaign of the vendor's: ours is named by the mapping, by a name of
 * its own, or, where no vendor speaks, by its id in the form of ours.
 */
function campaignIn(
  body: Record<string, unknown>,
  mapping: Options['mapping'],
  preset: PresetName,
) {
  const path = mapping['campaign_id'];
  const named = path === undefined ? body[OUR_CAMPAIGN] : readPath(body, path);
  const value =
    named ?? (path === undefined && preset === 'generic' ? body['campaign_id'] : undefined);
  const campaignId = z.uuid().safeParse(value).data ?? null;
  const isTold = value !== undefined && value !== null && value !== '';
  const warning: Warning | null =
    isTold && campaignId === null
      ? {
          path: path ?? 'campaign_id',
          message: 'Kept as it came: it is no id of a campaign of ours.',
        }
      : null;
  return { campaignId, warning };
}

function consentWithProof(
  values: Values,
  proof: Options['proof'],
  warn: (warning: Warning) => void,
): NewConsent | undefined {
  const told = values.get('consent');
  if (told === undefined) return undefined;
  const within = ({ path, message }: Warning) => warn({ path: `${told.name}.${path}`, message });
  const consent = readConsent(told.value, within);
  return consent && { ...consent, ...proofOf(values, proof, warn), ...consent };
}

function proofOf(
  values: Values,
  proof: Options['proof'],
  warn: (warning: Warning) => void,
): Partial<NewConsent> {
  const textIn = (field: Parameters<Values['get']>[0], max: number) => {
    const value = values.get(field)?.value;
    return typeof value === 'string' && value.trim() !== ''
      ? value.trim().slice(0, max)
      : undefined;
  };
  const told = textIn('consent_at', 64);
  const at = moment.safeParse(told).data;
  if (told !== undefined && at === undefined) {
    const path = values.get('consent_at')?.name ?? 'consent_at';
    const message = 'No moment such as 2026-11-20T15:00:00Z; that of its arrival was taken.';
    warn({ path, message });
  }
  const fields = {
    text: textIn('consent_text', 2_000),
    at: at ?? proof.at,
    url: textIn('consent_url', 2_000),
    ip: textIn('consent_ip', 64) ?? proof.ip,
    user_agent: textIn('consent_user_agent', 1_000) ?? proof.user_agent?.slice(0, 1_000),
    form_id: textIn('consent_form_id', 200),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
