import { timesAnswered } from './clock-times.ts';
import { clausesOf, isNegated, isOfOthers, plainWords, saysNo, saysYes } from './plain-words.ts';

/** Words by which a person asks to be called. */
const WISHES: readonly RegExp[] = [
  /(?<!\b(?:you|they|he|she|who|someone|somebody|nobody|did|to|and|i|we|ill|keeps?|kept|stop|just|always|missed) )\b(?:call|ring|phone|telephone|dial)(?: ?back)? (?:me|us)\b(?! (?:crazy|names|mad|stupid|old|that|a (?!bit|little|few)|an |the (?!day|next)))/,
  /\b(?:can|could|will|would|may|might|please|pls|plz|just|and|then|so|or|want|need|like|love|prefer|rather|for|have|let) (?:(?:you|u|ya|somebody|someone|anyone|anybody|they|to|have|a|your|the|one of you|guys|please|pls|just|sales|manager|colleague|person|human|speak|rather) ){0,5}(?:call|ring|phone|dial)(?: ?back)?(?: (?:me|us))?\b(?! (?:him|her|them|my|his|their|it|that|this|yourself))/,
  /\b(?:give|gimme|get|send) (?:me |us )?(?:a|an) (?:\w+ ){0,2}(?:call|ring|buzz|bell|shout)(?: ?back)?\b/,
  /^(?:hi |hey |hello |ok |okay |yes |sure )*(?:please |pls )?(?:call|ring|phone)(?: ?back)?(?: (?:me|us))?(?: (?:please|pls|plz|asap|now|later|back|again|today|tomorrow|tonight|at|around|in|on|after|before|when|this|next|any).*)?$/,
  /\b(?:want|need|like|love|prefer|expect|request|schedule|arrange|book|get|take|up for|free for|available for|do|have) (?:\w+ ){0,2}(?:a |the |an )?(?:\w+ )?(?:phone |quick )?(?:call|callback|call back)\b(?! (?:me|us))/,
  /\b(?:prefer|rather|easier|better|faster|talk|speak|chat|discuss) (?:\w+ ){0,4}(?:on|over|by|via) (?:the )?(?:phone|telephone|call)\b|\b(?:on|over|by) (?:the )?phone (?:is|would be|works)\b/,
  /\b(?:llam(?:ame|eme|enme|arme|anos|enos|arnos)|me (?:puede[ns]?|podria[ns]?|pueden|quiere[ns]?) llamar|me llam[ae]n?\b(?! [a-z]+$)|(?:quiero|quisiera|prefiero|necesito|espero) (?:que me llam\w+|una llamada|hablar por telefono)|por telefono por favor)\b/,
  /\b(?:r?appel(?:ez|le|er)[- ](?:moi|nous)|(?:pouvez|pourriez|peux|pourrais|veuillez)[- ]?(?:vous |tu )?(?:de )?(?:mr?|nous )(?:r)?appeler|mappeler|me rappeler|(?:veux|voudrais|aimerais|jaimerais|prefere|prefererais|souhaite\w*) (?:\w+ ){0,2}(?:un appel|quon m\w*appelle|etre (?:r?appelee?|contactee? par telephone)|parler au telephone))\b/,
  /\b(?:ruf(?:en|t)?(?: sie| ihr)? (?:mich|uns) (?:\w+ ){0,5}(?:an|zuruck)|ruf(?:en|t)?(?: sie)? (?:bitte )?(?:\w+ ){0,4}(?:an|zuruck)\b|(?:mich|uns) (?:\w+ ){0,3}(?:anrufen|zuruckrufen)|(?:bitte|wunsche|mochte|hatte gern\w*) (?:um )?(?:\w+ ){0,2}(?:ruckruf|anruf|telefonat)|um (?:einen )?ruckruf|lieber telefonieren|am telefon (?:sprechen|besprechen))\b/,
  /\b(?:me lig(?:a|ue|uem)|liga pra mim|ligue para mim|mi chiam[ai](?:te)?|chiamami|chiamatemi|richiam\w*mi|mi richiami|bel me|bel mij|kunt u (?:me|mij) bellen)\b/,
];

/** Calls that are described, or that the lead makes itself. */
const NO_WISH =
  /\b(?:you|u|they|somebody|someone|who|he|she) (?:just |already |have |has |had |keep |kept )*(?:called|rang|phoned|calling|keep calling)\b|\bwho(?: is| was|s)? (?:\w+ )?(?:call|calling|called|this calling)\b|\b(?:why|did) (?:\w+ ){0,3}(?:call|calling|called|ring|rang)\b|\b(?:have|has|are|were|is) (?:you|u|they|he|she) (?:\w+ ){0,2}(?:calling|called|rang)\b|\b(?:missed|got|received|saw|returning|thanks for|thank you for|about|regarding|after|since|during|last|previous|first) (?:\w+ ){0,2}(?:call|calls|calling)\b|\b(?:ill|i will|i can|i could|ima|im going to|im gonna|let me|we will|well|can i|may i|could i|should i|shall i|do i|how do i|when can i) (?:\w+ )?(?:call|ring|phone)\b|\bcall(?:ed|s)? it\b|\bcall (?:him|her|them|my|his|their|the (?:other|owner|number|police))\b|\b(?:if|when|unless) (?:you|i|we) (?:have to |need to |want to )?call\b/;

const OFFERS_CALL =
  /\b(?:call|ring|phone|callback|llam\w+|appel\w*|rappel\w*|anruf\w*|ruckruf|zuruckruf\w*|telefon\w*|ruf\w*)\b/;

/**
 * Whether the lead asks to be called itself: in its own words, or by a yes or a time that answers
 * our own offer of a call. A doubt is no wish; a person then decides.
 */
export function asksForCall(said: string, ours: string | null): boolean {
  const clauses = clausesOf(plainWords(said)).filter((clause) => !isOfOthers(clause));
  const wishes = clauses.some(
    (clause) =>
      WISHES.some((wish) => wish.test(clause)) && !NO_WISH.test(clause) && !refusesCall(clause),
  );
  if (wishes) return true;
  if (ours === null || saysNo(said) || clauses.some(isNegated)) return false;
  if (clauses.length === 0 || !offersCall(ours)) return false;
  return saysYes(said) || timesAnswered(clauses.join(', ')).length > 0;
}

const LATER =
  /\b(?:busy|driving|(?:in|at) (?:a |the )?(?:meeting|work|doctor|store|school)|bad time|(?:not|isnt) (?:a )?good time|later|another time|call|better|ocupad\w|manejando|conduciendo|reunion|mas tarde|luego|occupe\w?|reunion|plus tard|conduis|beschaftigt|besprechung|spater|fahre)\b/;
const ASKS_WHETHER_NOW =
  /\b(?:good|bad|right|convenient|better) (?:time|moment)\b|\bbuen momento\b|\bbon moment\b|\bpasst es\b|\bgerade (?:gut|zeit)\b/;

/** The same on a call, where "tomorrow at three is better" asks for another call. */
export function asksForCallback(said: string, ours: string | null): boolean {
  if (asksForCall(said, ours)) return true;
  const clauses = clausesOf(plainWords(said)).filter((clause) => !isOfOthers(clause));
  if (clauses.some((clause) => refusesCall(clause))) return false;
  const isPutOff =
    clauses.some((clause) => LATER.test(clause)) ||
    (ours !== null && ASKS_WHETHER_NOW.test(plainWords(ours)));
  return isPutOff && timesAnswered(clauses.join(', ')).length > 0;
}

/** A question of ours about a call. */
function offersCall(ours: string): boolean {
  return (plainWords(ours).match(/[^.!?\n]*\?/g) ?? []).some((question) =>
    OFFERS_CALL.test(question),
  );
}

/** "I don't text much" is not about calls; "please don't call me" is. */
function refusesCall(clause: string): boolean {
  return (
    isNegated(clause) &&
    /\b(?:no|not|dont|doesnt|never|cant|cannot|wont|wouldnt|nobody|without|instead of|rather than|stop|quit|nunca|ne|pas|jamais|nicht|nie|kein\w*|ohne)\b(?: \w+){0,4}? (?:call\w*|ring\w*|phon\w*|llam\w*|m?r?appel\w*|anruf\w*|ruf\w*|zuruck\w*)|r?appel\w*(?:[- ]\w+)? (?:pas|jamais|plus)\b|\bruf\w*(?: \w+){0,4} (?:nicht|nie)\b/.test(
      clause,
    )
  );
}
