import { fieldKey } from '@ringback/shared/domain/lead-fields/field-key.ts';
import { type Field, roleOf } from '../../lead-reading/field.ts';
import { targetRole, unlessMapped } from '../../lead-reading/targets.ts';

/** A column of a file: its header, its role, and the name under which it is stored. */
export type Column = Pick<Field, 'name' | 'role'> & { header: string };

/** The role of each column, by the mapping that came with the file or else by its own name. */
export function columnsOf(
  header: readonly string[],
  mapping: Readonly<Record<string, string>>,
): Column[] {
  const targets = Object.entries(mapping);
  return header.map((text) => {
    const name = text.trim();
    const key = fieldKey(name);
    const mapped = targets.find(([, column]) => column === name || fieldKey(column) === key);
    const target = mapped ? targetRole(mapped[0], name) : null;
    return { header: name, name, role: unlessMapped(roleOf(name), mapping), ...target };
  });
}

/** The columns of the mapping that the header does not have. */
export function missingColumns(
  columns: readonly Column[],
  mapping: Readonly<Record<string, string>>,
): [target: string, column: string][] {
  const keys = new Set(columns.map(({ header }) => fieldKey(header)));
  return Object.entries(mapping).filter(([, column]) => !keys.has(fieldKey(column)));
}

/** What a column is read as, in one word, for the report. */
export function readAs({ role, name, header }: Column): string {
  switch (role.kind) {
    case 'phone':
      return 'phone';
    case 'field':
      return role.field;
    case 'refusal':
      return `do not contact: ${role.scopes.join(', ')}`;
    case 'ignored':
      return 'ignored';
    default:
      return name === header ? 'custom' : `custom.${name}`;
  }
}
