import { LEAD, type LeadRow, TEXT_COLUMNS, type TextColumn } from '../lead.ts';
import { fieldKey } from '../lead-fields/field-key.ts';
import { spokenName } from '../lead-fields/greeting.ts';
import type { KnownVariables } from './lint-template.ts';
import type { TemplateValues } from './template.ts';

/** What every template may name, besides the lead's own `custom` fields. */
export const TEMPLATE_VARIABLES: KnownVariables = {
  ...Object.fromEntries(TEXT_COLUMNS.map((name) => [name, LEAD[name].inTexts])),
  first_name: { p95Length: 11 },
  last_name: { p95Length: 14 },
  business: { p95Length: 30 },
  agent_name: { p95Length: 20 },
};

type Lead = Pick<LeadRow, TextColumn | 'custom'>;
type Agent = { name: string; business: string };

/**
 * What stands for them in a text to one lead. A custom field is reached as it is called and as
 * `fieldKey` spells it, and never replaces one of our own. A name that would read badly is none.
 */
export function templateValues(lead: Lead | null, agent: Agent | null): TemplateValues {
  const custom = Object.entries(lead?.custom ?? {}).filter(
    (entry): entry is [string, string | number] =>
      typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  const { full, first, last } = spokenName(lead?.name);
  return {
    ...firstOfEach(custom.map(([name, value]) => [fieldKey(name), value])),
    ...firstOfEach(custom.map(([name, value]) => [name.toLowerCase(), value])),
    ...Object.fromEntries(TEXT_COLUMNS.map((name) => [name, lead?.[name]])),
    name: full,
    first_name: first,
    last_name: last,
    business: agent?.business,
    agent_name: agent?.name,
  };
}

function firstOfEach(entries: [string, string | number][]): Record<string, string | number> {
  return Object.fromEntries(entries.toReversed());
}
