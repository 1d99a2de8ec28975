/**
 * The words that end contact when they are the whole message, levelled: those of the federal rule
 * and of the carriers' lists, and their French and Spanish equivalents.
 */
export const STOP_WORDS: ReadonlySet<string> = new Set([
  ...['stop', 'stopall', 'stop all', 'stop everything', 'unsubscribe', 'unsubscribed', 'unsub'],
  ...['end', 'quit', 'cancel', 'revoke', 'optout', 'opt out', 'remove', 'td'],
  ...['arret', 'arreter', 'arretez', 'desabonner', 'desabonnement', 'desinscrire'],
  ...['desinscription', 'retirer', 'alto', 'baja', 'parar', 'pare', 'cancelar', 'detener', 'salir'],
  ...['desuscribir', 'desuscribirme', 'desuscribeme', 'desuscribanme'],
]);

/** Those that mean nothing else, so that they also count as a sentence of a longer message. */
export const PLAIN_STOP_WORDS: ReadonlySet<string> = new Set([
  ...['stop', 'stopall', 'stop all', 'stop everything', 'unsubscribe', 'unsub', 'optout'],
  ...['opt out', 'revoke', 'arret', 'arretez', 'alto', 'desabonnez moi', 'desinscrivez moi'],
]);

/** Stop words that also answer "keep your appointment or …?". */
export const AMBIGUOUS_STOP_WORDS: ReadonlySet<string> = new Set([
  ...['end', 'quit', 'cancel', 'remove', 'cancelar', 'parar', 'salir', 'retirer'],
]);

/** Typing errors of "stop" and "unsubscribe", besides repeated letters. */
export const MISTYPED: ReadonlySet<string> = new Set([
  ...[
    'sotp',
    'stpo',
    'tsop',
    'satop',
    'sttop',
    'stiop',
    'stoip',
    'stop0',
    'st0p',
    '5top',
    'stahp',
    'stopl',
  ],
  ...['unsubcribe', 'unsuscribe', 'unsubscibe', 'unsubscrib', 'unsubscripe', 'unsubscrube'],
  ...['unscribe', 'usubscribe', 'unsubsribe', 'unsubscirbe', 'cancle', 'stpp', 'soptp', 'opout'],
]);

/**
 * Lifts a block at the carrier, and an opt-out with us. YES does so at some carriers, never with
 * us.
 */
export const START_WORDS: ReadonlySet<string> = new Set(['start', 'unstop']);

export const HELP_WORDS: ReadonlySet<string> = new Set(['help', 'info', 'aide', 'ayuda']);

/** "No" in answer to "may we go on texting you?". */
export const NO_WORDS: ReadonlySet<string> = new Set([
  ...['no', 'nope', 'nah', 'no thanks', 'no thank you', 'no thx', 'not really', 'never', 'n'],
  ...['non', 'non merci', 'no gracias'],
]);

/** "Everything" in answer to "which messages do you want to stop?". */
export const ALL_WORDS: ReadonlySet<string> = new Set([
  ...['all', 'all of them', 'all of it', 'everything', 'both', 'any', 'every one'],
  ...['todo', 'todos', 'todas', 'tout', 'tous', 'toutes'],
]);

const BEFORE =
  /^(?:(?:ok|okay|hey|hi|hello|yes|yeah|no|yo|so|and|but|well|thanks|thx|thank you|sorry|then|alright|oui|si|non|hola|bonjour) )+(?=\w)/;
const AFTER =
  /(?<=\w)(?: (?:and )?(?:thanks|thank you|thank u|thx|ty|tks|now|already|right now|immediately|asap|bye|sir|maam|bro|dude|man|guys|people|yall|jesus|ok|okay|all messages|enough|already|merci|gracias|ya|maintenant|ahora))+$/;

/** The words without the greetings and thanks around them. */
export function withoutCourtesy(words: string): string {
  return words.replace(BEFORE, '').replace(AFTER, '');
}

/** Those that form no other words when a space slips in. */
const PULLED_APART: ReadonlySet<string> = new Set([
  ...['stop', 'stopall', 'unsubscribe', 'optout', 'cancel', 'remove', 'arret', 'arretez'],
]);

/** A typing error: a known one, repeated letters ("stoppp"), or a space ("sto p"). */
export function isMistyped(word: string): boolean {
  if (MISTYPED.has(word)) return true;
  if (word.includes(' ') && PULLED_APART.has(word.replaceAll(' ', ''))) return true;
  const single = word.replace(/(.)\1+/g, '$1');
  return single !== word && (single === 'stop' || single === 'unsubscribe' || single === 'quit');
}
