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

/** What stands for them in a text to one lead. A custom field never replaces one of our own. */
export function templateValues(lead: Lead | null, agent: Agent | null): TemplateValues {
  const custom = Object.entries(lead?.custom ?? {}).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number'
      ? [[name.toLowerCase(), value] as const]
      : [],
  );
  const words = lead?.name?.trim().split(/\s+/) ?? [];
  return {
    ...Object.fromEntries(custom),
    name: lead?.name,
    first_name: words[0],
    last_name: words.length > 1 ? words.at(-1) : null,
    email: lead?.email,
    region: lead?.region,
    business: agent?.business,
    agent_name: agent?.name,
  };
}
