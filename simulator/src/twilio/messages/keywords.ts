export type Keyword = 'STOP' | 'START' | 'HELP';

const WORDS: Record<Keyword, readonly string[]> = {
  STOP: ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'],
  START: ['START', 'YES', 'UNSTOP'],
  HELP: ['HELP', 'INFO'],
};
/** A toll-free number's keywords are the network's, which knows fewer. */
const TOLL_FREE: Record<Keyword, readonly string[]> = {
  STOP: ['STOP'],
  START: ['START', 'UNSTOP'],
  HELP: [],
};

/** The carrier's keyword, if the text is that word and nothing else. */
export function keywordOf(text: string, isTollFree: boolean): Keyword | null {
  const word = text.trim().toUpperCase();
  const table = isTollFree ? TOLL_FREE : WORDS;
  const found = (Object.keys(table) as Keyword[]).find((keyword) => table[keyword].includes(word));
  return found ?? null;
}

const REPLIES: Record<Keyword, string> = {
  STOP: 'You have been unsubscribed and will get no more messages from this number. Reply START to resubscribe.',
  START:
    'You have been resubscribed and will get messages from this number again. Reply STOP to unsubscribe.',
  HELP: 'Reply STOP to unsubscribe. Message and data rates may apply.',
};

/** What the carrier itself answers to a keyword. */
export function carrierReply(keyword: Keyword, isTollFree: boolean): string {
  return isTollFree ? `NETWORK MSG: ${REPLIES[keyword]}` : REPLIES[keyword];
}
