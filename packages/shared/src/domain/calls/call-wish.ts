const NOW =
  /\b(?:now|right away|asap|as soon as|immediately|ahora|ya|de inmediato|maintenant|tout de suite)\b/;
const ANOTHER_TIME =
  /\b(?:later|tomorrow|tonight|next|after|before|when|once|until|mornings?|afternoons?|evenings?|noon|night|weekend|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|(?:in|at|around|by) (?:a|an|the|half|about|\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)|\d{1,2} ?(?:am|pm|h|oclock)|manana|luego|mas tarde|tarde|noche|despues|cuando|lunes|martes|miercoles|jueves|viernes|sabado|domingo|a las?|en una|demain|plus tard|apres|ce soir|matin|quand|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|dans|vers)\b|\d:\d\d/;

/** Whether a person who asks for a call seems to mean another time than now. */
export function meansAnotherTime(words: string): boolean {
  const read = levelled(words);
  return ANOTHER_TIME.test(read) && !NOW.test(read);
}

// A comma or a full stop ends what the "not" is about: "I don't text much, call me".
const NO_CALL =
  /\b(?:not|dont|do not|never|no need|needn?t|cant|cannot|wont|wouldnt|shouldnt|stop|quit|without|instead of|rather than|nobody|no one)(?: \w+){0,3}? (?:call|calls|calling|phone|phoning|ring|ringing)\b|\bno (?:me |nos )?llam|appel\w* pas\b/;

/** Whether words about a call may refuse one; a doubt is no wish. */
export function mayRefuseCall(words: string): boolean {
  return NO_CALL.test(levelled(words));
}

function levelled(words: string): string {
  return words
    .normalize('NFKD')
    .replace(/[\p{M}'’`´]/gu, '')
    .toLowerCase()
    .replace(/ +/g, ' ');
}
