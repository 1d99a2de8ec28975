import { decideOptOut } from '@ringback/shared/domain/opt-out/decide-opt-out.ts';

const list = (words: string) => new Set(words.split(' '));
/** Words of agreement in English, French and Spanish. */
const AGREES = list(
  'yes agree agrees agreed accept accepts accepted consent consents consented authorize authorise authorized authorised permission oui accepte j’accepte consens autorise j’autorise acepto autorizo consiento sí si',
);
const DENIES = list(
  'no not never nor don’t doesn’t won’t can’t cannot without refuse refuses refused decline declines declined withdraw withdrawn revoke revoked non ne pas jamais nunca tampoco sin rechazo',
);
const LONGEST = 2_000;

/**
 * Whether the sentence beside a form's box is an agreement. Its beginning has to say so; what comes
 * after it ("Consent is not a condition of purchase. Reply STOP to opt out.") does not matter. A
 * sentence that is not clearly a yes is none.
 */
export function readAgreedWords(text: string): string | undefined {
  const words = text.trim().slice(0, LONGEST);
  const [first = ''] = words.split(/[.!?;\n]/);
  const said =
    first
      .toLowerCase()
      .replaceAll("'", '’')
      .match(/[\p{L}\p{N}’]+/gu) ?? [];
  const at = said.findIndex(
    (word, n) => AGREES.has(word) || (word.startsWith('opt') && said[n + 1] === 'in'),
  );
  if (said.length < 3 || at === -1) return undefined;
  const beforeAndNext = [...said.slice(0, at), said[at + 1] ?? ''];
  if (beforeAndNext.some((word) => DENIES.has(word))) return undefined;
  return decideOptOut(first).kind === 'opt_out' ? undefined : words;
}
