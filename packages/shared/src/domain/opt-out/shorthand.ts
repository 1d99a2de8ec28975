// Whole words only, in full.
const SHORTHAND: Readonly<Record<string, string>> = {
  u: 'you',
  ur: 'your',
  txt: 'text',
  txts: 'texts',
  txting: 'texting',
  texing: 'texting',
  textin: 'texting',
  txtin: 'texting',
  msg: 'message',
  msgs: 'messages',
  mssg: 'message',
  msging: 'messaging',
  mesages: 'messages',
  messgaes: 'messages',
  plz: 'please',
  pls: 'please',
  wit: 'with',
  nomore: 'no more',
  stp: 'stop',
  dnt: 'dont',
  dun: 'dont',
  rmv: 'remove',
  rm: 'remove',
  tf: '',
  msj: 'mensaje',
  msjs: 'mensajes',
  xfa: 'por favor',
  porfa: 'por favor',
  porfavor: 'por favor',
};

/** A text with its shorthand spelled out and without invisible marks, for rules about words. */
export function expanded(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/\bwrong ?#/gi, 'wrong number')
    .replace(/\bw\/? (?=(?:the|these|your|all|this)\b)/gi, 'with ')
    .replace(/\by['’]?a?ll\b/gi, 'you')
    .replace(/\b(?:f+[*#@u]+[*#@]?c?k+)\b|\bf[*#@]{1,3}(?=\s|$)/gi, 'fuck')
    .replace(/\bst[0@]p\b/gi, 'stop')
    .replace(/[\p{L}]+/gu, (word) => {
      const key = word.toLowerCase();
      return Object.hasOwn(SHORTHAND, key) ? (SHORTHAND[key] ?? word) : word;
    });
}
