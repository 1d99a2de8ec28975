import { fieldKey } from '../lead-fields/field-key.ts';
import { spokenName } from '../lead-fields/greeting.ts';
import type { KnownVariables } from './lint-template.ts';
import type { TemplateValues } from './template.ts';

/** What every template may name, besides the lead's own `custom` fields. */
export const TEMPLATE_VARIABLES = {
  name: { p95Length: 22 },
  first_name: { p95Length: 11 },
  last_name: { p95Length: 14 },
  email: { p95Length: 34 },
  region: { p95Length: 8 },
  business: { p95Length: 30 },
  agent_name: { p95Length: 20 },
} as const satisfies KnownVariables;

type Lead = {
  name: string | null;
  email: string | null;
  region: string | null;
  custom: Record<string, unknown>;
};
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
    name: full,
    first_name: first,
    last_name: last,
    email: lead?.email,
    region: lead?.region,
    business: agent?.business,
    agent_name: agent?.name,
  };
}

function firstOfEach(entries: [string, string | number][]): Record<string, string | number> {
  return Object.fromEntries(entries.toReversed());
}
