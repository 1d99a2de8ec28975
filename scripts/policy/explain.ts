import { CAP_RULES } from '@ringback/shared/domain/policy/cap-rules.ts';
import { capUses } from '@ringback/shared/domain/policy/caps.ts';
import { CONSENT_RULES } from '@ringback/shared/domain/policy/consent-rules.ts';
import type { ContactInput } from '@ringback/shared/domain/policy/contact-input.ts';
import type { ContactVerdict } from '@ringback/shared/domain/policy/decide-contact.ts';
import { QUIET_HOURS_RULES } from '@ringback/shared/domain/quiet-hours/rules.ts';
import { callingWindow } from '@ringback/shared/domain/quiet-hours/window.ts';
import { localText } from '@ringback/shared/domain/zones/offsets.ts';
import { zonesOf } from '@ringback/shared/domain/zones/zones-of.ts';

const MAX_ZONES = 6;

const SOURCES = {
  lead: 'the time zone given',
  region: 'the address',
  number: 'the first digits of the number',
  unknown: 'nothing: nobody knows',
} as const;

/** A verdict in lines for people: what, until when, where, by which rules. */
export function explain(input: ContactInput, verdict: ContactVerdict): string {
  const place = zonesOf({ ...input.lead, phone: input.phone });
  const [shown, hidden] = [place.zones.slice(0, MAX_ZONES), place.zones.slice(MAX_ZONES)];
  const window = callingWindow(place, input.operator, input.at);
  const ids = window.kind === 'unknown' ? [] : window.evidence.rules;

  return [
    headline(verdict),
    '',
    row('asked', `a ${input.kind} ${input.channel} at ${input.at.toISOString()}`),
    row(
      'where',
      `${place.regions.join(', ') || place.country || 'unknown'}, by ${SOURCES[place.source]}`,
    ),
    ...shown.map((zone, index) => row(index === 0 ? 'zones' : '', clock(zone, input.at))),
    ...(hidden.length > 0 ? [row('', `and ${hidden.length} more, all of which must be open`)] : []),
    row('window', windowLine(window)),
    ...ids.map((id, index) => row(index === 0 ? 'hours' : '', hoursLine(id))),
    ...consentLines(verdict),
    ...capLines(input, place.regions),
    ...holdLines(verdict),
    row('assumed', `${assumptions(input)} (flags change that);`),
    row('', 'no database was asked: GET /api/leads/<id>/why tells of a lead'),
  ].join('\n');
}

function headline(verdict: ContactVerdict): string {
  const until = verdict.verdict === 'deny' ? '' : ` until ${verdict.until.toISOString()}`;
  return `${verdict.verdict.toUpperCase()}${until}  [${verdict.rule}]\n${verdict.reason}`;
}

function clock(zone: string, at: Date): string {
  return `${zone}, where it is ${localText(zone, at.getTime()).replace('T', ' ')}`;
}

function windowLine(window: ReturnType<typeof callingWindow>): string {
  switch (window.kind) {
    case 'open':
      return `open until ${window.until.toISOString()}`;
    case 'closed':
      return `shut in ${window.evidence.shut.join(', ')}; opens ${window.opensAt.toISOString()}`;
    case 'unknown':
      return `unknown (${window.reason}), which counts as shut`;
  }
}

function hoursLine(id: string): string {
  const rule = QUIET_HOURS_RULES.find((one) => one.id === id);
  if (!rule) return id;
  return `${id}: ${rule.opens} to ${rule.closes} (${rule.confidence}; ${rule.source})`;
}

function consentLines({ evidence }: ContactVerdict): string[] {
  const ids = evidence['consent_rules'];
  if (!Array.isArray(ids)) return [];
  return CONSENT_RULES.filter(({ id }) => ids.includes(id)).map(
    ({ id, kinds, confidence, source }) =>
      row('consent', `${id}: ${kinds.join(' or ')} (${confidence}; ${source})`),
  );
}

function capLines(input: ContactInput, regions: readonly string[]): string[] {
  if (input.kind === 'reply' || Number.isNaN(input.at.getTime())) return [];
  const uses = capUses(input.channel, regions, input.caps, input.touches, input.at);
  return uses.map(({ id, counted, limit, window_hours }, index) => {
    const law = CAP_RULES.find((rule) => rule.id === id);
    const source = law ? ` (${law.confidence}; ${law.source})` : '';
    return row(
      index === 0 ? 'caps' : '',
      `${id}: ${counted} of ${limit} in ${window_hours} h${source}`,
    );
  });
}

function holdLines({ evidence }: ContactVerdict): string[] {
  const holds = evidence['holds'];
  if (!Array.isArray(holds)) return [];
  return holds.map(({ rule, until }, index) =>
    row(index === 0 ? 'held by' : '', `${rule}, until ${until}`),
  );
}

/** The flags, or what stands where none was given: a number's own past is not looked up. */
function assumptions({ consents, suppressions, touches }: ContactInput): string {
  const [consent] = consents;
  const [block] = suppressions;
  const earlier = touches.length === 1 ? 'contact' : 'contacts';
  return [
    consent ? `${consent.kind} consent` : 'no consent',
    block ? `on the do-not-contact list (${block.scope})` : 'not on the do-not-contact list',
    touches.length === 0 ? 'no earlier contact' : `${touches.length} earlier ${earlier}`,
  ].join(', ');
}

function row(name: string, text: string): string {
  return `  ${name.padEnd(9)}${text}`;
}
