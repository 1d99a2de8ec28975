import { plainWords } from '../meaning/plain-words.ts';

const GREETINGS: readonly RegExp[] = [
  /\b(?:leave|record) (?:me |us |your |a )*(?:\w+ )?(?:message|name and number|details)\b|\bafter the (?:tone|beep)\b|\bat the (?:tone|beep)\b|\bvoice ?mail\b|\bmail ?box\b|\byou(?:ve| have) reached (?:the )?\w+|\b(?:cannot|cant|can not|unable to|not able to) (?:come to the phone|take your call|answer (?:your call|the phone))\b|\b(?:is|are) (?:not available|unavailable) (?:to take your call|right now|at the moment)\b|\bget back to you as soon as\b|\bpress (?:one|1|pound|the pound|star|hash)\b|\bthe (?:person|number|party|subscriber) you (?:are|have) (?:calling|called|dialed|dialled|trying to reach)\b|\bmailbox is full\b|\brecord your name and (?:the )?reason\b/,
  /\b(?:deje|deja) (?:su|tu|un) (?:\w+ )?mensaje\b|\bdespues del? (?:tono|la senal|pitido)\b|\bbuzon de voz\b|\bno (?:esta disponible|puedo atender|podemos atender|puede atender)\b|\bha llamado (?:a|al)\b/,
  /\blaissez (?:\w+ ){0,3}message\b|\bapres le (?:bip|signal|ton)\b|\bmessagerie\b|\bvous etes bien (?:chez|sur|au)\b|\bne (?:peux|pouvons|suis) (?:\w+ )?(?:pas )?(?:repondre|disponible|joignable)\b|\bn?est pas (?:disponible|joignable)\b/,
  /\b(?:hinterlass\w*|sprechen sie) (?:\w+ ){0,5}nachricht\b|\bnach dem (?:signalton|piepton|ton|piep)\b|\bmailbox\b|\banrufbeantworter\b|\b(?:nicht|momentan nicht) (?:erreichbar|zu erreichen)\b/,
];

/** Whether words on a call are those of an answering machine. */
export function soundsLikeMachine(text: string): boolean {
  const plain = plainWords(text);
  return GREETINGS.some((greeting) => greeting.test(plain));
}
