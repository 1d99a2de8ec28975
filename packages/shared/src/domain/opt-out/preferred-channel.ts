const CALL = '(?:call|calls|calling|phone|phoning|ring|ringing)';
const TEXT = '(?:text|texts|texting|message|messages|messaging|write)';
const NO = '(?:dont|stop|quit|no|no more|never|not|rather than)';

// What an "or" or another "no" joins to the refusal is refused with it.
const TEXTS_INSTEAD = [
  new RegExp(
    `\\b${NO} ${CALL}(?: (?!or |nor |and |no |not |dont |stop )\\w+){0,5} (?<!\\b(?:or|nor|and|no|not|dont|stop) )${TEXT}(?: (?:me|us|only|instead|is|are|works?|back|please|better|here)\\b|$)`,
  ),
  /\bno (?:me |nos )?(?:llam|marqu)\w+(?: (?!ni )\w+){0,3} (?:mand|escrib|envi|text)\w*(?:me|nme)\b|\bno (?:me |nos )?llam\w+(?: \w+){0,3} (?:mejor |solo |prefiero )(?:por )?(?:mensajes?|textos?)/,
  /\b(?:ne )?(?:m |me )?appel\w* pas (?:\w+ ){0,2}(?:ecri\w*|texte\w*|envoye\w*)(?: moi)?\b/,
];

const CALLS_INSTEAD = [
  new RegExp(
    `\\b${NO} ${TEXT}(?: (?!or |nor |and |no |not |dont |stop )\\w+){0,4} (?<!\\b(?:or|nor|and|no|not|dont|stop|my|this|the) )(?:call|phone|ring)(?: (?:me|us|only|instead|please|back)\\b|$)`,
  ),
];

export type Preference = {
  channel: 'texts' | 'calls';
  /** The words around the wish. */
  rest: string;
};

/** The channel that a lead wants in place of the one it refuses: "don't call, text me". */
export function preferenceIn(words: string): Preference | null {
  if (LATER.test(words)) return null;
  return wish(words, 'texts', TEXTS_INSTEAD) ?? wish(words, 'calls', CALLS_INSTEAD);
}

function wish(
  words: string,
  channel: Preference['channel'],
  patterns: readonly RegExp[],
): Preference | null {
  const pattern = patterns.find((one) => one.test(words));
  return pattern ? { channel, rest: words.replace(pattern, ' ').trim() } : null;
}

// "Don't text me tomorrow, call me" is about tomorrow.
const LATER =
  /\b(?:before|after|until|till|during|while|when|today|tonight|tomorrow|right now|at (?:work|night|\d+))\b/;
