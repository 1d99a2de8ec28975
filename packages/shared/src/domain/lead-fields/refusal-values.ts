import { fieldKey, visible } from './field-key.ts';
import { isPlaceholder } from './placeholders.ts';
import {
  channelsIn,
  type RefusalName,
  refusalNamed,
  refusesElsewhere,
  type SuppressionScope,
} from './refusal-names.ts';

/** The answer in such a field: refused on these channels, not refused, or unclear. */
export type SaidRefusal =
  | { kind: 'refused'; scopes: readonly SuppressionScope[] }
  | { kind: 'no' }
  | { kind: 'unclear' };

const keys = (words: string) => new Set(words.split(' '));
const YES = keys(
  'true t yes y yep 1 1_0 x on checked check active set marked enabled stop oui vrai si sim s sì ja j wahr waar verdadero verdadeiro vero sant sandt sann kylla k tosi はい 有 是 예 네 نعم כן 真',
);
const NO = keys(
  'false f no n nope 0 0_0 off unchecked none never inactive disabled unset allowed allow ok okay permitted subscribed opted_in opt_in optin opted_in_to_all contactable non faux nein falsch nee onwaar falso nao nej falskt falsk nei ei epatosi いいえ 否 不 아니요 아니오 لا לא 假 not_opted_out not_unsubscribed no_restriction ok_to_call ok_to_contact ok_to_text can_contact can_call may_contact',
);
/** Signs instead of words; `fieldKey` leaves nothing of them. */
const YES_SIGNS = /^[\u2713\u2714\u2611\u2705\u2612\u2716\u00d7●•*]$|^-1$/;
const MOMENT = /^\d{4}-\d{1,2}-\d{1,2}|^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|^\d{10}(?:\d{3})?$/;
/** A longer answer is neither yes nor no. */
const LONGEST_ANSWER = 500;
const REFUSED = { kind: 'refused' } as const;

/** Reads an answer. What is not plainly yes or no is `unclear`, which does not permit contact. */
export function saidIn({ scopes, says }: RefusalName, value: unknown): SaidRefusal {
  if (value === null || value === undefined || value === false) return { kind: 'no' };
  if (value === true) return says === 'why' ? { kind: 'unclear' } : { ...REFUSED, scopes };
  if (Array.isArray(value)) return saidInAny({ scopes, says }, value);
  if (typeof value === 'object') return { kind: 'unclear' };
  const text = visible(String(value));
  if (text.length > LONGEST_ANSWER) return { kind: 'unclear' };
  const key = fieldKey(text);
  if (/^\?+$/.test(text)) return { kind: 'unclear' };
  if (text === '' || (isPlaceholder(text) && !/^[x✗✘]+$/i.test(text) && !YES_SIGNS.test(text))) {
    // A dash or "n/a" in such a column is an empty cell; "unknown" is a doubt.
    return /unknown|unbekannt|inconnu|undefined/.test(key) ? { kind: 'unclear' } : { kind: 'no' };
  }
  if (says === 'why') return NO.has(key) ? { kind: 'no' } : { kind: 'unclear' };
  if (YES.has(key) || YES_SIGNS.test(text)) return { ...REFUSED, scopes };
  if (NO.has(key)) return { kind: 'no' };
  if (MOMENT.test(text)) return { ...REFUSED, scopes };
  const words = refusedBy(text);
  if (words) return { ...REFUSED, scopes: words };
  if (refusesElsewhere(text)) return { kind: 'no' };
  return channelAnswer(scopes, key);
}

/** `Do Not Contact: SMS` names the channel in the answer. */
function channelAnswer(scopes: readonly SuppressionScope[], key: string): SaidRefusal {
  if (/^(?:all|both|any|everything|all_channels|alle|todos|tous|tutti)$/.test(key)) {
    return { ...REFUSED, scopes: ['all'] };
  }
  const parts = key.split('_').filter((word) => word !== 'and' && word !== 'or');
  const named = parts.map((word) => channelsIn(word));
  if (named.some((one) => one === null)) return { kind: 'unclear' };
  const ours = [...new Set(named.flatMap((one) => one ?? []))];
  if (ours.length === 0) return { kind: 'no' };
  return { ...REFUSED, scopes: ours.length > 1 ? ['all'] : widest(scopes, ours) };
}

function widest(named: readonly SuppressionScope[], answered: SuppressionScope[]) {
  return named.includes('all') || named.every((one) => answered.includes(one))
    ? answered
    : (['all'] as const);
}

function saidInAny(name: RefusalName, values: unknown[]): SaidRefusal {
  const said = values.map((value) => saidIn(name, value));
  const refused = said.flatMap((one) => (one.kind === 'refused' ? one.scopes : []));
  if (refused.length > 0) return { ...REFUSED, scopes: joined(refused) };
  return said.find(({ kind }) => kind === 'unclear') ?? { kind: 'no' };
}

/** The channels of several refusals as one list: two different channels are all. */
export function joined(scopes: readonly SuppressionScope[]): SuppressionScope[] {
  const all = [...new Set(scopes)];
  return all.length > 1 ? ['all'] : all;
}

const LONGEST_LABEL = 120;
/** "Do not call before nine" is a wish about the hour. */
const CONDITION =
  /\?|\b(?:not (?:on|in)|before|after|until|till|unless|except|between|if|when|during|at|today|tomorrow|vor|nach|bis|avant|après|antes|después)\b/i;

/**
 * Words that refuse contact wherever they stand as a label: "Do not call" as a status, a tag or a
 * part of a name. Null for everything else; sentences are judged as texts are.
 */
export function refusedBy(text: string): readonly SuppressionScope[] | null {
  if (text.length > LONGEST_LABEL) return null;
  const found = text
    .split(/[;|,\n/]/)
    .map((part) => part.trim())
    .filter((part) => part !== '' && part.split(/\s+/).length <= 6)
    .flatMap((part) => {
      const named = refusalNamed(part);
      return named?.says === 'whether' && !CONDITION.test(part) ? named.scopes : [];
    });
  return found.length > 0 ? joined(found) : null;
}
