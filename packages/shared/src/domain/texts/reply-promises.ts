import { levelled } from './reply-claims.ts';

const CALL = '(?:call|phone|ring|dial|telephone)';
const CALLING = '(?:calling|phoning|ringing|dialing|dialling)';
const A_CALL = '(?:a|an|our|my|the|your) (?:\\w+ ){0,2}(?:call|ring|buzz)(?: ?back)?';
/** Up to two words between, none of which negates the phrase. */
const BETWEEN = '(?:(?!not|never|no\\b|only)\\w+ ){0,2}';

const PROMISES: readonly RegExp[] = [
  new RegExp(
    `(?:\\b(?:will|(?:we|i) shall|going to|gonna)|'ll) ${BETWEEN}(?:${CALL} (?:you|u)\\b|give (?:you|u) ${A_CALL}\\b)`,
  ),
  new RegExp(`(?:\\b(?:am|are|is|be)|'m|'re|'s) (?!not |never )(?:\\w+ )?${CALLING} (?:you|u)\\b`),
  new RegExp(`^(?:(?:ok|okay|sure|great|perfect|yes|alright) )*${CALLING} (?:you|u)\\b`),
  new RegExp(
    `(?:you will|you'll|will|'ll) (?:\\w+ )?(?:get|receive|have|hear|expect) ${A_CALL}\\b`,
  ),
  new RegExp(`\\b(?:please |can |may )?expect ${A_CALL}\\b`),
  /\bcall(?: ?back)? (?:is|has been|was|'s) (?!not )(?:\w+ )?(?:scheduled|booked|planned|arranged|set|confirmed|coming|on (?:its|the) way)\b/,
  new RegExp(
    `\\b(?:scheduled|booked|planned|arranged|set up|put you down for) ${A_CALL}\\b(?<!\\bnot .*)`,
  ),
  /(?<!\bno |¿[^?]*)\b(?:te|le|lo|la|les|los|las|os) (?:vamos a |voy a |va a |van a )?(?:llamar|llamare|llamaremos|llamara|llamaran|llamamos|llamo|llama|llaman)\b/,
  /(?<!¿[^?]*)\b(?:vamos|voy|va|van) a llamar(?:te|le|lo|la|les|los|las|os)\b|\brecibir(?:a|as|an) (?:una|nuestra) llamada\b/,
  /(?<!\bque (?:je|nous|on|l'on|quelqu'un) |\bcomment )(?:\bvous |\bte |\bt')r?appell?(?:e|ons|erai|erons|era|eront)\b(?! pas)/,
  /\b(?:vais|allons|va|vont) (?:vous |te |t')r?appeler\b|\brecevrez un appel\b/,
];

/** A question or a condition promises nothing yet. */
const OFFERS =
  /\b(?:if|when|once|whenever|as soon as) you\b.*(?:will|'ll)|\bsi (?:usted|vous|tu|lo|le|quiere|desea)\b/;

const AT_ONCE =
  /\b(?:right (?:now|away)|now|immediately|at once|straight away|momentarily|shortly|any (?:minute|moment|second)|in (?:just )?(?:a|one|two|five|ten|\d|a few|a couple of) (?:\w+ )?(?:minutes?|mins?|moments?|sec\w*)|within (?:the )?(?:next )?(?:\w+ )?minutes|ahora|enseguida|de inmediato|tout de suite|maintenant|immediatement)\b/;

/** Whether a text promises a call, in English, Spanish or French, and whether at once. */
export function promiseOfCall(text: string): 'none' | 'call' | 'at_once' {
  const promises = text
    .split(/(?<=[.?!])\s+|\n+/)
    .map(levelled)
    .map((sentence) => sentence.trim())
    .filter((sentence) => PROMISES.some((promise) => promise.test(sentence)))
    .filter((sentence) => !OFFERS.test(sentence));
  if (promises.length === 0) return 'none';
  return promises.some((sentence) => AT_ONCE.test(sentence)) ? 'at_once' : 'call';
}
