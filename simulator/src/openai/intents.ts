/** What a sentence asks for, by its words alone. The talking and the judging model share this table. */
const PATTERNS = {
  opt_out:
    /\b(do not|don't|dont|never|stop|quit)\s+(ever\s+)?(call|contact|phon|ring|text|bother)\w*|\b(take|remove|delete)\s+(me|my (number|name))\b|\bleave me alone\b|\bunsubscribe\b|\bne (m'|nous |me )(r?appel|contact|t[eé]l[eé]phon)|\barr[eê]tez de m|\bno (me|nos) (llame|contact|vuelva)|\bd[eé]jen? de llamar|\bpressed\b.*\b9\b/i,
  /** Asks for texts in place of calls, which ends no texts. */
  rather_texts:
    /\b(do not|don't|dont|stop|quit)\s+(call|phon|ring)\w*\b(?!.*\b(do not|don't|dont|stop|quit|or|nor) (text|write|message)).*\b(text|write|message)( to)? me\b/is,
  /** What people write, but do not say, when they want no more texts. */
  text_opt_out:
    /^\s*(stop|stop ?all|unsubscribe|cancel|end|quit|revoke|opt[ -]?out|remove|arr[eê]t|alto|baja)[\s.!]*$|\b(please|pls|plz) stop\b|\bstop (it|this|now|please|pls|plz|messag\w*|writing|sending)\b|\b(no more|don'?t send( me)?( any)?( more)?) (texts?|messages?|sms)\b|\b(do not|don'?t) (message|write|sms)\b|\blose (my|this) number\b|\bopt (me )?out\b|\bne (m'|me )([eé]criv|envoy)|\bplus de (messages?|sms|textos?)\b|\bd[eé]sabonn|\bno me (escrib|mand|env[ií])|\b(deje|dejen|deja) de (escribir|mandar|enviar)|\bno (quiero )?m[aá]s mensajes\b/i,
  wrong_number:
    /\bwrong (number|person)\b|\bn[uú]mero equivocado\b|\bmauvais num[eé]ro\b|\bnot my number\b|\bi am not (him|her|them)\b/i,
  human:
    /\b(real|actual|live) (person|human)|\b(human|person|agent|colleague|representative|someone)\b.*\b(speak|talk)|\b(speak|talk) (to|with) (a|an|some|your) ?(real )?(human|person|agent|one|colleague|manager|representative)/i,
  voicemail: /\b(leave (me )?a message|voice ?mail|after the (tone|beep))\b/i,
  callback:
    /\b(call|ring|phone) (me )?back\b|\b(call|ring|phone) me (later|tomorrow|again|at|on|in|next)\b|\b(i am|i'm) (driving|in a meeting)\b/i,
  /** What people write who want to be called, at a time or at once. */
  call_me:
    /\b(can|could|will|would) (you|somebody|someone)( please)? (call|phone|ring)( me| us)?\b|\b(call|phone|ring) me\b(?! (if|when|a|an)\b)|\bgive me a (call|ring)\b/i,
  not_interested:
    /\bnot interested\b|\balready (bought|have|found|got|own)\b|\bno longer (looking|interested)\b|\bchanged my mind\b|\bno me interesa\b|\bpas int[eé]ress/i,
  robot:
    /\b(are you|is this|am i (talking|texting|writing) (to|with)) (a|an) (robot|bot|machine|ai|computer|human|real)/i,
  who: /\bwho (is this|are you|is calling|is there)\b/i,
  price: /\b(price|cost|how much)\b|\bcu[aá]nto (cuesta|vale)|\bcombien\b/i,
  booking: /\b(book|appointment|schedule|reserve|works for me)\b/i,
  budget: /\b(budget|afford|spend)\b/i,
  timeline:
    /\b(next|this) (week|month|year|spring|summer|autumn|winter)\b|\bin (a|an|\w+) (week|month)s?\b|\bas soon as possible\b/i,
  interest:
    /\b(still (looking|interested|want)|me interesa|[cç]a m'int[eé]resse|i am interested|i'm interested)\b/i,
  goodbye: /\b(good ?bye|bye|that is all|that's all|nothing else|au revoir|adi[oó]s)(?!\p{L})/iu,
} as const;

export type Intent = keyof typeof PATTERNS;

export function wants(intent: Intent, text: string): boolean {
  return PATTERNS[intent].test(text.replace(/[’‘]/g, "'"));
}

/** The sentence of a text that shows the intent, letter by letter. */
export function sentenceFor(intent: Intent, text: string): string | null {
  const sentences = text.match(/[^.!?]+[.!?]*/g) ?? [];
  const found = sentences.find((sentence) => wants(intent, sentence));
  return found?.trim() ?? (wants(intent, text) ? text.trim() : null);
}

export type Language = 'en' | 'fr' | 'es';

export function languageOf(text: string): Language {
  if (/\b(ne m'|ne me|s'il vous|au revoir|merci|bonjour|arr[eê]tez)/i.test(text.replace(/’/g, "'")))
    return 'fr';
  return /\b(no me|por favor|adi[oó]s|gracias|hola|d[eé]jen? de)/i.test(text) ? 'es' : 'en';
}
