import { fieldRole } from '@ringback/shared/domain/lead-fields/field-role.ts';
import type { FieldRole } from '@ringback/shared/domain/lead-fields/lead-field.ts';

/** One field of a lead in a file or a form, under its own name, with its role. */
export type Field = {
  name: string;
  role: FieldRole;
  value: unknown;
  /** A part of the body rather than a field: it is read, and not stored. */
  isStructure?: boolean;
};

/** A value that was changed or not read. Values are never repeated. */
export type Warning = { path: string; message: string };

export type ReadFault = { path: string; found: string; expected: string };

const MOST_NAMES = 5_000;
const roles = new Map<string, FieldRole>();

/** Matching a name takes many comparisons, and a source has few names. */
export function roleOf(name: string): FieldRole {
  const known = roles.get(name);
  if (known) return known;
  const role = fieldRole(name);
  if (roles.size < MOST_NAMES && name.length <= 100) roles.set(name, role);
  return role;
}
