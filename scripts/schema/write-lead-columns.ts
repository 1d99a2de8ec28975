import { FORM_COLUMNS, LEAD, SEARCHED_COLUMNS } from '@ringback/shared/domain/lead.ts';
import { writeCopy } from './write-copy.ts';

/** Which columns of a lead forms and import files fill in, and which of them the search reads. */
export function writeLeadColumns(): string {
  const filled = new Set<string>(FORM_COLUMNS);
  const searched = new Set<string>(SEARCHED_COLUMNS);
  const rows = Object.keys(LEAD)
    .filter((name) => filled.has(name) || searched.has(name))
    .map((name) => `'${name}', ${filled.has(name)}, ${searched.has(name)}`);
  return writeCopy('private.lead_columns', 'name, is_filled, is_searched', rows);
}
