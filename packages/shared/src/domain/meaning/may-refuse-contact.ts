import { decideOptOut } from '../opt-out/decide-opt-out.ts';
import { spokenOptOut } from '../opt-out/spoken-opt-out.ts';
import { wantsIt } from './declines.ts';
import { clausesOf, isNegated, plainWords } from './plain-words.ts';

const SIGNS =
  /\b(?:stop\w*|quit\w*|remov\w*|delet\w*|eras\w*|unsubscrib\w*|opt(?:ed|ing)? ?out|enough|alone|lose (?:my|this)|lost (?:my|this)|off (?:your|the|this|my)|take me off|wrong (?:number|person)|harass\w*|report you|block\w*|basta|alto|baja|dejen?|quiten|equivocad\w*|borr\w+|arret\w*|cess\w*|assez|suppr\w*|desabonn\w*|tranquille|aufhoren|schluss|genug|losch\w*|ruhe|abmeld\w*)\b/;

/**
 * Whether words that a voice model took for a refusal of contact can be one. The rules may not know
 * the phrase, so a doubt counts for the lead; words without any sign of a refusal, or that plainly
 * want something, suppress no number.
 */
export function mayRefuseContact(said: string): boolean {
  if (spokenOptOut(said).optOut || decideOptOut(said).kind === 'opt_out') return true;
  if (wantsIt(said)) return false;
  const clauses = clausesOf(plainWords(said));
  return clauses.some((clause) => SIGNS.test(clause) || isNegated(clause));
}
