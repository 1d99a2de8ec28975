import { fieldRole } from '@ringback/shared/domain/lead-fields/field-role.ts';
import type { FieldRole } from '@ringback/shared/domain/lead-fields/lead-field.ts';

/** One thing that a file or a form tells of a lead, under its own name, with what it is to us. */
export type Field = {
  name: string;
  role: FieldRole;
  value: unknown;
  /** A part of the body rather than a field: it is looked at, and not kept. */
  isStructure?: boolean;
};

/** Something that was read otherwise than it came, or not at all. Values are never repeated. */
export type Warning = { path: string; message: string };

export type ReadFault = { path: string; found: string; expected: string };

const MOST_NAMES = 5_000;
const roles = new Map<string, FieldRole>();

/** Judging a name takes many comparisons, and a source has few names. */
export function roleOf(name: string): FieldRole {
  const known = roles.get(name);
  if (known) return known;
  const role = fieldRole(name);
  if (roles.size < MOST_NAMES && name.length <= 100) roles.set(name, role);
  return role;
}
