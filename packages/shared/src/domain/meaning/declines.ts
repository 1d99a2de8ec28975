import { clausesOf, isNegated, isOfOthers, plainWords, saysNo } from './plain-words.ts';

/** Words by which a person says that it wants nothing. */
const DECLINES: readonly RegExp[] = [
  /\b(?:not|no longer|isnt|arent|never|wasnt|am not|lost) (?:\w+ ){0,2}(?:interest\w*|looking|in the market|shopping|buying|for me|for us|my thing|a fit|a good fit|what i (?:want|need))\b|\buninterested\b/,
  /\b(?:already|just|have|has|ive|weve|went with|did) (?:\w+ ){0,2}(?:bought|purchased|found|got (?!a question|questions)|picked up|ordered|leased|signed|sold|chose|chosen|own|went with|hired)\b|\b(?:bought|found|got|chose|went with|going with|purchased|hired) (?:a |an |the |with |from )?(?:one|another|other|different|somebody else|someone else|something else|elsewhere|mine|it elsewhere|somewhere else)\b/,
  /\b(?:changed (?:my|our) minds?|no need|dont need|do not need|dont want|do not want|wont need|wont be (?:needing|buying|coming)|no thank you|no thanks|pass on|ill pass|i pass|hard pass|not today or ever|forget it|never mind|nevermind|we are good|im good|im all set|all set)\b/,
  /\b(?:dont|do not|doesnt|cannot|cant|not|no) (?:\w+ ){0,3}(?:qualify|eligible|afford|licen[cs]e|own (?:a|the|my)|homeowner|insured?|insurance|credit|permit|old enough|of age|live (?:there|here|in))\b|\b(?:im|i am|too|under) (?:only )?(?:a minor|underage|too young|under 18|a renter|renting|unemployed|bankrupt)\b/,
  /\bno (?:me|nos) interesa\w*|\bya (?:compre|compramos|encontre|tengo uno|lo compre|consegui)\b|\bno (?:gracias|quiero|necesito|busco|estoy interesad\w)\b|\bcambie de (?:opinion|idea)\b/,
  /\b(?:pas|plus) (?:\w+ )?interess\w*|\bca ne minteresse (?:pas|plus)\b|\b(?:deja|jai) (?:\w+ )?(?:achete|trouve|choisi)\b|\bnon merci\b|\bplus besoin\b|\bpas besoin\b|\bchange davis\b/,
  /\b(?:kein|nicht|nicht mehr) (?:\w+ )?interess\w*|\bkein(?:en)? (?:bedarf|interesse)\b|\b(?:schon|bereits|habe) (?:\w+ ){0,3}(?:gekauft|gefunden|entschieden)\b|\bnein danke\b|\bbrauche (?:\w+ )?(?:nicht|kein\w*)\b|\bhat sich erledigt\b/,
];

/** Words of a person who wants it all the same. */
const WANTS =
  /\b(?:i (?:love|like|want|need) (?:it|this|one|that)\b|(?:im|i am|still|very|really|definitely) interested|still (?:looking|want|need)|when can i|can i come|how much|me encanta|me interesa\b|ca minteresse|jadore|ich (?:will|mochte|nehme)|interessiert mich|tell me more|send me)/;
const NOT_WANTS =
  /\b(?:no|not|dont|ne|pas|nicht|kein\w*) (?:\w+ ){0,2}(?:interes\w*|minteresse|interess\w*|want|need)/;

/** Whether the lead plainly wants what was offered. */
export function wantsIt(said: string): boolean {
  const clauses = clausesOf(plainWords(said)).filter((clause) => !isOfOthers(clause));
  return clauses.some((clause) => WANTS.test(clause) && !NOT_WANTS.test(clause));
}

/** Whether the lead says of itself that it wants nothing. A doubt is no. */
export function declines(said: string): boolean {
  const clauses = clausesOf(plainWords(said)).filter((clause) => !isOfOthers(clause));
  if (wantsIt(said)) return false;
  return saysNo(said) || clauses.some((clause) => DECLINES.some((phrase) => phrase.test(clause)));
}

const STRANGER =
  /\b(?:wrong (?:number|person|guy|phone|lady|one)|not (?:my|the right|his|her) (?:number|person)|(?:im|i am|this is|its|it is|that is|thats) not (?:him|her|them|the person|that person|\p{L}+$)|(?:dont|do not) know (?:any|anyone|anybody|who|a|this|that)|never heard of|no (?:one|body) (?:here )?(?:by|called|named|with) that|no one by (?:that|this) name|nobody named|have the wrong|has the wrong|got the wrong|texting the wrong|new number|numero equivocado|se equivoc\w*|no soy \p{L}+$|no conozco|mauvais numero|vous vous trompez|erreur de numero|je ne suis pas \p{L}+$|falsche nummer|falsch verbunden|ich bin nicht \p{L}+$|kenne ich nicht|kenne kein\w*|sie haben sich verwahlt)\b/u;

/** Whether the writer says that it is not the person meant. */
export function saysWrongPerson(said: string): boolean {
  return clausesOf(plainWords(said)).some((clause) => STRANGER.test(clause));
}

const PERSON =
  /\b(?:human|real person|actual person|live person|person|somebody|someone|manager|supervisor|agent|representative|rep|colleague|boss|owner|operator|staff|salesman|salesperson|lawyer|attorney|complain\w*|complaint|escalat\w*|sue|persona|humano|encargad\w*|gerente|agente|asesor\w*|alguien|queja|quelquun|humain|conseiller\w*|responsable|collegue|reclamation|mensch\w*|mitarbeiter\w*|kolleg\w*|jemand\w*|berater\w*|chef\w*|vorgesetzt\w*|beschwer\w*|transfer\w*|connect me|put me through)\b/;

/** Whether the lead asks for a person, or complains. */
export function asksForPerson(said: string): boolean {
  return clausesOf(plainWords(said)).some((clause) => PERSON.test(clause) && !isNegated(clause));
}
