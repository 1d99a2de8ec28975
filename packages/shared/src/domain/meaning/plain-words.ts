/**
 * Words as rules read them: lower case without accents, apostrophes or doubled spaces, so that
 * "Don’t" is "dont" and "l’après-midi" is "lapres-midi". Positions are not kept.
 */
export function plainWords(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}'’‘ʼ`´]/gu, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/\b([ap])\.\s?m\b\.?/g, '$1m')
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}

/** Clauses: a "not" negates its own clause and no other. */
export function clausesOf(plain: string): string[] {
  return plain
    .replace(/(\d)[.,](?=\d)/g, '$1·')
    .split(/[.!?;,\n]+|\s[-–—]+\s|\s(?:but|pero|sino|mais|aber|sondern|although|however|though)\s/)
    .map((clause) => clause.replace(/·/g, '.').trim())
    .filter((clause) => clause !== '');
}

/** Phrases with a "no" in them that mean yes, or nothing. */
const NO_NO =
  /\b(?:no (?:problem\w*|worries|prob|doubt|rush|hurry|issue|hay problema|es problema|pasa nada|te preocupes|later than)|not (?:a problem|at all|bad)|why not|cant wait|cannot wait|pas de (?:probleme|souci)s?|pourquoi pas|kein problem|keine sorge|warum nicht|por que no|wouldnt mind|dont mind|would not mind|do not mind|me da igual)\b/g;
const NEGATION =
  /\b(?:no|not|never|none|nope|nah|nothing|neither|nor|dont|doesnt|didnt|cant|cannot|wont|wouldnt|shouldnt|couldnt|isnt|arent|wasnt|without|nunca|jamas|tampoco|ningun\w*|sin|ne|pas|jamais|aucun\w*|non|sans|nicht|nie|niemals|kein\w*|nein|ohne|nao|instead of|rather than|unless)\b/;

/** Whether a clause, in plain words, negates itself. A doubt counts as yes. */
export function isNegated(clause: string): boolean {
  return NEGATION.test(clause.replace(NO_NO, ' '));
}

const LONE_NO =
  /^(?:no|nope|nah|non|nein|nee|na|not really|no thanks?|no thank you|no gracias|non merci|nein danke)$/;

/** Whether a person says no in a clause of its own. */
export function saysNo(text: string): boolean {
  return clausesOf(plainWords(text)).some((clause) => LONE_NO.test(clause));
}

const YES =
  /^(?:(?:oh|well|hi|hey|ah) )*(?:y(?:es|eah|ep|up|a)|ok(?:ay)?|k|sure|perfect\w*|great|good|fine|alright|all right|deal|absolutely|definitely|of course|sounds? (?:good|great|perfect|fine)|(?:that|it|this)? ?(?:works?|suits?|is fine|is good|is perfect|will do)|thats (?:fine|good|perfect|great)|see you(?: then| there)?|ill be there|please do|please|si|claro|vale|perfecto|de acuerdo|listo|bueno|dale|me parece|por favor|me viene bien|oui|ouais|daccord|parfait|ca marche|ca me va|bien sur|avec plaisir|volontiers|entendu|ja|jawohl|gerne?|passt|klar|in ordnung|genau|einverstanden|super|sim|certo)\b/;

/** Whether a person says yes first, and takes it back in no clause. */
export function saysYes(text: string): boolean {
  const clauses = clausesOf(plainWords(text));
  return YES.test(clauses[0] ?? '') && !clauses.some(isNegated);
}

const OF_OTHERS =
  /\b(?:he|she|they|my (?!wife and i|husband and i|partner and i|family and i)(?:\w+ )?(?:brother|sister|wife|husband|partner|cousin|friend|mother|father|mom|dad|son|daughter|boss|colleague|neighbou?r|uncle|aunt|boyfriend|girlfriend)) (?:\w+ )?(?:said|says|say|told|tells|wants?|wanted|asked|asks|thinks?|agreed|agrees|would|will|can|could|is|was|has|comes?|likes?)\b|\b(?:hes|shes|theyre|hell|shell|theyll)\b|\b(?:mi (?:primo|prima|hermano|hermana|esposo|esposa|marido|mujer|amigo|amiga|jefe|vecino|hijo|hija)) \w+|\b(?:el|ella|ellos) (?:dijo|dice|quiere|dijeron|quieren)\b|\bmon (?:cousin|frere|mari|ami|voisin|fils|pere) \w+|\bma (?:cousine|soeur|femme|amie|voisine|fille|mere) \w+|\b(?:il|elle|ils|elles) (?:a dit|dit|veut|veulent|ont dit)\b|\bmein(?:e)? (?:cousin\w*|bruder|schwester|mann|frau|freund\w*|chef\w*|nachbar\w*|sohn|tochter|vater|mutter) \w+|\b(?:er|sie) (?:sagt\w*|will|wollte|hat gesagt|mochte)\b/;

/** Whether a clause, in plain words, reports another person's wish. */
export function isOfOthers(clause: string): boolean {
  return OF_OTHERS.test(clause);
}
