import { capWords } from '../../../words/decisions.ts';
import type { Decision } from './story-rows.ts';

/** What a decision rests on, as far as it says so; a decision of another kind has less. */
export type Evidence = {
  zones: string[];
  zoneSource: string | null;
  /** "10:52": the clock there when it was decided. */
  localClock: string | null;
  hours: { from: string; to: string } | null;
  laws: string[];
  consent: { kind: string; at: string } | null;
  caps: string[];
  quote: string | null;
};

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

export function readEvidence({ evidence }: Pick<Decision, 'evidence'>): Evidence {
  const window = record(evidence['window']);
  const operator = record(window['operator']);
  const [from, to] = [text(operator['opens']), text(operator['closes'])];
  const zones = texts(evidence['zones']);
  const zone = zones[0] ?? text(evidence['zone']);
  const local = zone ? text(record(window['local'])[zone]) : null;
  const consent = record(evidence['consent']);
  const [kind, at] = [text(consent['kind']), text(consent['at'])];
  const caps = Array.isArray(evidence['caps']) ? evidence['caps'].map(record) : [];
  return {
    zones: zones.length > 0 ? zones : zone ? [zone] : [],
    zoneSource: text(evidence['zone_source']),
    localClock: local?.slice(11, 16) ?? null,
    hours: from && to ? { from, to } : null,
    laws: texts(window['rules']),
    consent: kind && at ? { kind, at } : null,
    caps: caps.flatMap(({ id, counted, limit }) =>
      typeof id === 'string' && typeof counted === 'number' && typeof limit === 'number'
        ? capWords({ id, counted, limit })
        : [],
    ),
    quote: text(evidence['quote']) ?? text(evidence['words']),
  };
}
