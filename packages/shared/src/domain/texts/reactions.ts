/**
 * How phones report that a text is liked, by the languages of the allowed countries. No verdict
 * depends on it: a model reads unknown phrases like any other text.
 */
const REACTION_WORDS =
  /^(?:(?:you )?(?:liked|loved|disliked|emphasi[sz]ed|questioned|laughed at|reacted(?: with)?(?: \S+)? to|removed an? [\w ]{1,20} from)|a (?:aimé|adoré|réagi .{1,12}|mis en évidence|ri de)|le gustó|le encantó|le gusta|me gusta|gefällt|gefällt mir|hat .{1,6} reagiert|ha messo (?:un )?(?:mi piace|cuore) a|adora|piace|vond .{1,12} leuk|gostou de|adorou|gillade|likte|syntes godt om|tykkäsi|に「?いいね」?しました|を気に入りました)$/iu;
const GESTURE =
  /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f){1,12}(?: (?:to|a|à|zu|auf|till|til))?$/u;

/** "Liked an image": there is no text of ours to quote. */
export const REACTED_TO_A_PICTURE =
  /^(?:(?:liked|loved|disliked|emphasi[sz]ed|questioned|laughed at|reacted \S{1,12} to|removed an? [\w ]{1,20} from) an? (?:image|photo|picture|video|movie|gif|sticker|attachment|audio message|location|contact)|a aimé une (?:image|photo|vidéo)|le gustó una (?:imagen|foto)|gefällt ein (?:bild|foto|video))\.?$/iu;

/** Whether a phone writes this beside a quotation of ours. */
export function isReactionWord(words: string): boolean {
  const plain = words.replace(/[\s:.,…]+$/u, '').trim();
  return REACTION_WORDS.test(plain) || GESTURE.test(plain);
}

const MACHINE_NOTICE =
  /^(?:(?:free ?msg|error|failed|notice|auto(?:matic)?[ -]?reply|system)\W{0,3})?(?:unable to send(?: this| your)? (?:message|text|sms|mms)|(?:your |this |the )?(?:message|text|sms|mms) (?:failed to send|not sent|not delivered|(?:could not|cannot|can ?not|can.?t|was not|wasn.?t) be(?:en)? (?:sent|delivered)|(?:was|is) not (?:sent|delivered)|delivery failed|blocking is active)|(?:service|message) (?:access )?(?:denied|blocked)|the (?:recipient|person|number|subscriber)[^.!?]{0,40} (?:unable to receive|not able to receive|cannot receive|does not accept|is not accepting) (?:text )?(?:messages|texts))(?:$|\W)/iu;
/** A phone's automatic reply while its owner drives or rests. */
const AWAY_BY_ITSELF =
  /^(?:\(?i(?:’|')?m not receiving notifications\b|i(?:’|')?m driving with (?:do not disturb|driving focus|focus)\b|\(?i am not receiving notifications\b|this is an auto(?:matic|mated)?[ -]?(?:reply|response)\b)/iu;

/** An automatic message of a carrier or a phone; no person has written it. */
export function isMachineNotice(text: string): boolean {
  return MACHINE_NOTICE.test(text) || AWAY_BY_ITSELF.test(text);
}
