import {
  type FieldRole,
  LEAD_FIELDS,
  type LeadField,
} from '@ringback/shared/domain/lead-fields/lead-field.ts';
import { z } from 'zod';
import type { Field } from './field.ts';

/** What a source may map besides `custom.<name>` and its campaign. */
const REFUSALS = {
  do_not_contact: ['all'],
  do_not_call: ['voice'],
  do_not_text: ['sms'],
} as const;

export const TARGETS: readonly string[] = [...LEAD_FIELDS, ...Object.keys(REFUSALS)];
const CUSTOM = /^custom\.[\p{L}][\p{L}\p{M}\p{N}_ -]{0,59}$/u;

/** A mapping: our field to its place in the sender's data. */
export function mappingOf(place: z.ZodType<string>, more: readonly string[] = []) {
  const known = [...TARGETS, ...more];
  return z.record(z.string(), place).superRefine((mapping, context) => {
    for (const field of Object.keys(mapping)) {
      if (known.includes(field) || CUSTOM.test(field)) continue;
      context.addIssue({
        code: 'custom',
        path: [field.slice(0, 60)],
        message: `one of ${known.join(', ')}, or custom.<name>`,
        params: { found: 'a field that cannot be filled' },
        input: mapping,
      });
    }
  });
}

/** The role of a mapped field and its name; null if it is not a field of a lead. */
export function targetRole(target: string, place: string): Pick<Field, 'name' | 'role'> | null {
  if (CUSTOM.test(target))
    return { name: target.slice('custom.'.length), role: { kind: 'custom' } };
  if (target === 'phone') return { name: place, role: { kind: 'phone', rank: -1 } };
  if (Object.hasOwn(REFUSALS, target)) {
    const scopes = REFUSALS[target as keyof typeof REFUSALS];
    return { name: place, role: { kind: 'refusal', scopes, says: 'whether' } };
  }
  if (!(LEAD_FIELDS as readonly string[]).includes(target)) return null;
  return { name: place, role: { kind: 'field', field: target as Exclude<LeadField, 'phone'> } };
}

/** A field found by its own name gives way to the mapping for the same role. */
export function unlessMapped(
  role: FieldRole,
  mapping: Readonly<Record<string, string>>,
): FieldRole {
  const isMapped = (target: string) => Object.hasOwn(mapping, target);
  const hidden =
    role.kind === 'phone'
      ? isMapped('phone')
      : role.kind === 'field' &&
        (isMapped(role.field) ||
          (role.field === 'name' && (isMapped('first_name') || isMapped('last_name'))));
  return hidden ? { kind: 'custom' } : role;
}
