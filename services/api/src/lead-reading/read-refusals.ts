import { fieldKey } from '@ringback/shared/domain/lead-fields/field-key.ts';
import {
  refusalNamed,
  type SuppressionScope,
} from '@ringback/shared/domain/lead-fields/refusal-names.ts';
import { refusedBy, saidIn } from '@ringback/shared/domain/lead-fields/refusal-values.ts';
import type { Field, ReadFault } from './field.ts';

/** What the fields of a lead say against contacting it. */
export type Refusals = {
  /** One for each channel; `words`: the field and its answer as received, as evidence. */
  refused: { scope: SuppressionScope; words: string }[];
  /** A field that may be an opt-out and is unclear: until it is clear, the lead is not contacted. */
  unclear: ReadFault | null;
};

/** Where a label such as "Do not call" is a statement about the lead. */
const LABELS =
  /status|stage|tag|disposition|label|list|segment|category|preference|permission|note|comment|remark|outcome|result|memo|consent|opt_?in|^type$|lead_type|contact_type/;
const DEEPEST = 4;
const WORDS = 500;

export function readRefusals(fields: readonly Field[]): Refusals {
  const refused: { scopes: readonly SuppressionScope[]; words: string }[] = [];
  const unclear: { scopes: readonly SuppressionScope[]; name: string }[] = [];

  for (const { name, role, value } of fields) {
    if (role.kind === 'refusal') judge(name, role, value);
    else if (role.kind === 'field' && role.field === 'consent') consent(name, value);
    else if (role.kind === 'ignored' || role.kind === 'phone') continue;
    else if (role.kind === 'custom' ? LABELS.test(fieldKey(name)) : isName(role.field))
      label(name, value);
    if (role.kind === 'custom') inside(name, value, null, 0);
  }
  const scopes = new Set(refused.flatMap((one) => one.scopes));
  const covers = (scope: SuppressionScope) => scopes.has('all') || scopes.has(scope);
  const open = unclear.find((one) => !one.scopes.every(covers));
  return {
    refused: (scopes.has('all') ? ['all' as const] : [...scopes]).map((scope) => ({
      scope,
      words: refused
        .filter((one) => scope === 'all' || one.scopes.includes(scope))
        .map(({ words }) => words)
        .join('; ')
        .slice(0, WORDS),
    })),
    unclear: open
      ? {
          path: open.name.slice(0, 60),
          found: 'an answer that cannot be read with certainty',
          expected: 'yes or no; until then the lead is not contacted',
        }
      : null,
  };

  function judge(name: string, role: Parameters<typeof saidIn>[0], value: unknown): void {
    const said = saidIn(role, value);
    if (said.kind === 'unclear') unclear.push({ scopes: role.scopes, name });
    if (said.kind === 'refused')
      refused.push({ scopes: said.scopes, words: evidence(name, value) });
  }

  function label(name: string, value: unknown): void {
    for (const text of Array.isArray(value) ? value : [value]) {
      const scopes = typeof text === 'string' ? refusedBy(text) : null;
      if (scopes) refused.push({ scopes, words: evidence(name, text) });
    }
  }

  function consent(name: string, value: unknown): void {
    label(name, value);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      const { channel } = value as Record<string, unknown>;
      inside(name, value, typeof channel === 'string' ? channel : null, 0);
    }
  }

  /** Objects have such fields too; in a consent, its channel gives the scope. */
  function inside(name: string, value: unknown, channel: string | null, depth: number): void {
    if (typeof value !== 'object' || value === null || depth >= DEEPEST) return;
    for (const [key, one] of Object.entries(value)) {
      const path = `${name}.${key}`;
      const named = refusalNamed(key);
      if (named) {
        const about = named.scopes.includes('all') ? scopesOf(channel) : null;
        judge(path, about ? { ...named, scopes: about } : named, one);
      } else if (typeof one === 'string' && LABELS.test(fieldKey(key))) label(path, one);
      else inside(path, one, channel, depth + 1);
    }
  }
}

function isName(field: string): boolean {
  return field === 'name' || field === 'first_name' || field === 'last_name';
}

function scopesOf(channel: string | null): SuppressionScope[] | null {
  switch (channel?.toLowerCase()) {
    case 'sms':
    case 'text':
      return ['sms'];
    case 'call':
    case 'voice':
    case 'phone':
      return ['voice'];
    default:
      return null;
  }
}

function evidence(name: string, value: unknown): string {
  const said = typeof value === 'string' ? value.trim() : JSON.stringify(value);
  return `${name}: ${said}`.replaceAll('\0', '').toWellFormed().slice(0, 200);
}
