const STOP = 'stop|stopall|unsubscribe|cancel|end|quit|revoke|optout|opt out|remove';
const RESERVED = `${STOP}|yes|start|unstop|help|info`;

const QUOTES = `["'“”‘’*]*`;
const ASKED_FOR = new RegExp(
  `\\b(?:reply|text|answer|respond|send|say|write|type)(?: back)?(?: with)? ${QUOTES}(${RESERVED})\\b${QUOTES}(?: (?:to|for|if|and we)\\b([^.!?\\n]*))?`,
  'gi',
);
const CHOICE = new RegExp(
  `\\b(?:(${RESERVED})\\b[^.?!]{0,40}?\\bor\\b[^?]*|\\bor ${QUOTES}(${RESERVED})\\b[^?]*)\\?`,
  'i',
);
const YES_NO =
  /(?:^|[.!?,:\n]\s*)(?:hi |hey |so |and )?(?:are|is|was|were|do|does|did|can|could|would|will|shall|should|may|have|has|had|want|interested|ready|still)\b[^.!?]*\?/i;
const OR = /\bor\b[^?]*\?/i;

// The law itself asks for these keywords: "Reply STOP to opt out".
const ITS_OWN_PURPOSE = {
  stop: /\b(?:stop|opt(?:ing)?[ -]?out|end|unsubscribe|cancel (?:texts|messages)|no more|quit|leave|remov)/i,
  help: /\b(?:help|info|support|assistance|more)\b/i,
  start: /\b(?:resubscribe|subscribe again|start again|opt[ -]?in|resume|receive)/i,
};

/** A reserved word that a text asks for or suggests; the carrier would take it for a keyword. */
export type ReservedAnswer = { word: string; how: 'asked_for' | 'choice' | 'yes_no' };

/**
 * Finds questions whose natural answer is one reserved word. "Keep or cancel?" opts people out who
 * cancel an appointment; a plain yes-or-no question does harm only where the pair was blocked.
 */
export function reservedAnswers(text: string): ReservedAnswer[] {
  const found: ReservedAnswer[] = [];
  for (const [, asked = '', purpose = ''] of text.matchAll(ASKED_FOR)) {
    const word = asked.toLowerCase();
    if (!isOwnPurpose(word, purpose)) found.push({ word, how: 'asked_for' });
  }

  for (const question of questionsIn(text)) {
    const choice = CHOICE.exec(question);
    const word = (choice?.[1] ?? choice?.[2])?.toLowerCase();
    if (word) found.push({ word, how: 'choice' });
    else if (YES_NO.test(question) && !OR.test(question))
      found.push({ word: 'yes', how: 'yes_no' });
  }
  return found;
}

/** Whether a text says how to opt out. */
export function tellsHowToStop(text: string): boolean {
  return /\b(?:stop|unsubscribe|opt[ -]?out|arret|arrêt|alto|baja)\b/i.test(text);
}

function isOwnPurpose(word: string, purpose: string): boolean {
  if (word === 'help' || word === 'info')
    return purpose === '' || ITS_OWN_PURPOSE.help.test(purpose);
  if (word === 'start' || word === 'unstop') return ITS_OWN_PURPOSE.start.test(purpose);
  if (word === 'yes') return false;
  return word === 'stop' && purpose === '' ? true : ITS_OWN_PURPOSE.stop.test(purpose);
}

function questionsIn(text: string): string[] {
  return text.match(/[^.!?\n]*\?/g) ?? [];
}
