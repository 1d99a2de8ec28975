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

/** Our fields that may be mapped, each to its place in the body. */
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
  /** The origin of the form, and its time if that is not now, as proof of the consent. */
  proof: { ip?: string; user_agent?: string; at?: string };
};

/** No person fills in more; every rule reads each. */
const MOST_FIELDS = 800;

/** Our own name for it, for bodies that have another campaign under `campaign_id`. */
const OUR_CAMPAIGN = 'ringback_campaign_id';
const CAMPAIGN_NAMES = [OUR_CAMPAIGN, 'campaign_id'];

/**
 * Reads a lead from a form's body: first by the source's mapping, then by its preset, then every
 * field by its name.
 */
export function readForm(body: unknown, { mapping, preset, readPhone, proof }: Options): ReadForm {
  const whole = isObject(body) ? body : {};
  const given = PRESET_OF[preset]?.(whole) ?? plain(whole, mapping);
  if (given.fields.length > MOST_FIELDS) {
    throw new AppError('too_large', 'The form has too many fields.', {
      faults: [{ path: '(body)', found: 'more fields', expected: `at most ${MOST_FIELDS} fields` }],
    });
  }
  const { campaignId, warning } = campaignIn(whole, mapping, preset);
  const fields = [...mapped(body, mapping), ...byName(given.fields, mapping)].filter(
    ({ name, value }) => !(CAMPAIGN_NAMES.includes(name) && value === campaignId),
  );
  const read = readLead(fields, {
    readPhone,
    readConsent: (values, warn) => consentWithProof(values, proof, warn),
  });
  if (warning) read.warnings.push(warning);
  const place = mapping['phone'];
  if (!read.ok && read.reason === 'missing' && place !== undefined) read.fault.path = place;
  return { ...read, campaignId, isTest: given.isTest };
}

/** Fields at the top of the body; if no number is there and none is mapped, also nested ones. */
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
 * The campaign of a form. A vendor's `campaign_id` is a campaign of the vendor: ours is named by
 * the mapping, by a name of its own, or, without a vendor's preset, by its id.
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
          message: 'Stored as received: it is not the id of a campaign.',
        }
      : null;
  return { campaignId, warning };
}

function consentWithProof(
  values: Values,
  proof: Options['proof'],
  warn: (warning: Warning) => void,
): NewConsent | undefined {
  const given = values.get('consent');
  if (given === undefined) return undefined;
  const within = ({ path, message }: Warning) => warn({ path: `${given.name}.${path}`, message });
  const consent = readConsent(given.value, within);
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
  const given = textIn('consent_at', 64);
  const at = moment.safeParse(given).data;
  if (given !== undefined && at === undefined) {
    const path = values.get('consent_at')?.name ?? 'consent_at';
    const message = 'Not a timestamp such as 2026-11-20T15:00:00Z; the time of arrival was used.';
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
