import { clausesOf, isOfOthers, plainWords } from './plain-words.ts';

const INTRODUCES =
  '(?:my name is|my names|name is|the name is|i am|im|this is|its|it is|call me|me llamo|mi nombre es|soy|je mappelle|mon nom est|mon prenom est|je suis|cest|ich heisse|mein name ist|ich bin|hier ist|meu nome e|mi chiamo|sono|name:?)';
const ASKS_NAME =
  /\b(?:your (?:full |first |last )?name|who am i (?:speaking|talking|texting)|su nombre|tu nombre|como se llama|como te llamas|votre nom|comment vous appelez|ihr(?:en)? namen?|wie heissen|may i (?:ask|have) (?:your )?name)\b/;

/**
 * Whether the lead says that this is its own name: it introduces itself, or answers our question.
 */
export function namesItself(said: string, name: string, ours: string | null): boolean {
  const wanted = plainWords(name);
  if (wanted === '') return false;
  const escaped = wanted.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const clauses = clausesOf(plainWords(said).replace(/: /g, ': ')).filter(
    (one) => !isOfOthers(one),
  );
  const introduces = new RegExp(`\\b${INTRODUCES} (?:\\w+ )?${escaped}\\b`);
  if (clauses.some((clause) => introduces.test(clause))) return true;
  const alone = new RegExp(`^(?:hi |hello |sure |yes |its |ok )?${escaped}(?: \\p{L}+)?$`, 'u');
  return (
    ours !== null && ASKS_NAME.test(plainWords(ours)) && clauses.some((one) => alone.test(one))
  );
}

const OF_ANOTHER =
  /\b(?:his|her|their|my (?!e-?mail|email|mail|address|correo)\w+|mi (?:primo|prima|esposa|esposo|amig\w|jefe)|mon|ma|mein\w*|dein\w*|seine?|ihre?|su|son|sa) (?:e-?mail|mail|address|correo|adresse)\b|\b(?:cousin|brother|sister|wife|husband|friend|boss)s?\b/;

/** Whether an address that the lead wrote is its own, as far as its words show. */
export function isOwnAddress(said: string): boolean {
  return !OF_ANOTHER.test(plainWords(said));
}
