import { fieldKey } from './field-key.ts';

/** What a suppression covers, as the list of suppressions stores it. */
export const SUPPRESSION_SCOPES = ['all', 'voice', 'sms'] as const;
export type SuppressionScope = (typeof SUPPRESSION_SCOPES)[number];

/**
 * Words by which a field says that a person is not to be contacted, in the languages of the
 * countries that are contacted. Compared without spaces, so that `DoNotCall` and `do not call` are
 * one.
 */
const LEAVE_ALONE: Readonly<Record<'all' | 'voice' | 'sms' | 'elsewhere', string>> = {
  all: 'dnc dnd donotcontact dontcontact nevercontact nocontact donotdisturb donotsolicit donotreach donotmarket optout optedout optingout optsout unsubscribe unsubscribed blacklist blacklisted blocklist blocklisted suppressed suppression donotcontactlist stoplist contactprohibited nichtkontaktieren nichtanschreiben abgemeldet werbesperre kontaktsperre werbewiderspruch widerspruch nepascontacter nepasderanger desabonne desinscrit oppose nocontactar nomolestar dadodebaja debaja noncontattare disiscritto disiscrizione nietcontacteren nietbenaderen uitgeschreven afgemeld naocontatar naocontactar naoperturbe descadastrado kontaktaej kontaktainte farejkontaktas avregistrerad avanmald ikkekontakt ikkekontakte maikkekontaktes avmeldt reservertmot afmeldt frameldt alaotayhteytta eisaaottaayhteytta markkinointikielto kielto 連絡不可 連絡禁止 配信停止 連絡拒否 연락금지 연락거부 수신거부 请勿联系 請勿聯絡 拒绝联系 勿扰 退订 退訂 عدمالاتصال لاتتواصل عدمالتواصل الغاءالاشتراك איןליצורקשר לאליצורקשר הסרה',
  voice:
    'donotcall dontcall nevercall nocall nocalls donotphone dontphone donotring donotdial nophonecalls nichtanrufen anrufsperre telefonsperre keineanrufe nepasappeler nepastelephoner nollamar nonchiamare nontelefonare nietbellen naoligar naotelefonar ringinte ringej ikkering ringikke maikkeringes alasoita eisaasoittaa puhelinkielto 電話不可 電話禁止 架電禁止 架電不可 전화금지 전화거부 请勿致电 請勿致電 لاتتصل לאלהתקשר לאלחייג איןלהתקשר',
  sms: 'donottext donttext nevertext notext notexts donotsms nosms donotmessage dontmessage stoptexting keinesms pasdesms nomensajes nosmsplease geensms naoenviarsms ingasms ikkesms eitekstiviesteja',
  // We send no letters, faxes or emails.
  elsewhere: 'donotmail dontmail donotemail dontemail nomail noemail donotfax nofax donotpost',
};

const CHANNEL_WORDS: Readonly<Record<'voice' | 'sms' | 'elsewhere', RegExp>> = {
  voice:
    /call|phone|voice|telephon|anruf|appel|llamad|chiamat|bell(?:en)?$|ligac|samtal|soitto|電話|전화|电话|電話|هاتف|טלפון/,
  sms: /sms|text|mms|messag|whats_?app|rcs|nachricht|mensaje|messagg|bericht|mensagem|viesti|短信|문자|رسائل/,
  elsewhere: /e_?mail|(?:^|_)mail|newsletter|fax|post(?:al)?(?:_|$)|courriel|correo|brief/,
};

/** Fields that only describe a refusal: when it was made, or why. */
const WHEN = /_(?:at|on|date|time|timestamp|since|datum|fecha|data)$|^(?:date|datum|fecha)_/;
const WHY = /_(?:reason|source|note|notes|comment|comments|by|method|ip|id|type)$/;
/** Names of what a form shows rather than of an answer: `opt_out_link`. */
const NO_ANSWER =
  /(?:_(?:link|url|wording|instructions|keywords?)|(?:opt_out|unsubscribe)_(?:text|message))$/;
/** A field that means the opposite, such as "OK to call" or "not opted out". */
const CONTRARY = /(?:^|_)(?:not|no)_(?:opted_out|unsubscribed|suppressed|blocked)|opted_in|opt_in/;

const PATTERNS = (['elsewhere', 'voice', 'sms', 'all'] as const).map((scope) => ({
  scope,
  words: LEAVE_ALONE[scope].split(' ').filter(Boolean),
}));
/** Short words count alone or as a word of their own; inside another word they mean nothing. */
const SHORT = 5;

/**
 * What the name of a field says about not contacting a person; null if it is about something else.
 */
export type RefusalName = {
  scopes: readonly SuppressionScope[];
  says: 'whether' | 'when' | 'why';
};

/**
 * Reads the name of a field. A name with a channel counts for that channel, a name without one for
 * all; a name about letters or email alone is not ours.
 */
export function refusalNamed(name: string): RefusalName | null {
  const key = fieldKey(name);
  if (key === '' || key.length > 100 || CONTRARY.test(key)) return null;
  const found = matchOf(key);
  if (found === null || NO_ANSWER.test(key)) return null;
  const says = WHEN.test(key) ? 'when' : WHY.test(key) ? 'why' : 'whether';
  if (found === 'voice' || found === 'sms') {
    // "Do Not Call or Text" names a second one.
    const other = found === 'voice' ? 'sms' : 'voice';
    return { scopes: CHANNEL_WORDS[other].test(key) ? ['all'] : [found], says };
  }
  const named = channelsIn(key);
  if (named === null) return found === 'elsewhere' ? null : { scopes: ['all'], says };
  return named.length === 0 ? null : { scopes: named, says };
}

/** "Email opt out": a refusal of letters or email alone. */
export function refusesElsewhere(words: string): boolean {
  const key = fieldKey(words);
  return matchOf(key) !== null && refusalNamed(words) === null && !CONTRARY.test(key);
}

/**
 * The channels that words name: none if they name only letters or email, null if they name no
 * channel at all.
 */
export function channelsIn(words: string): SuppressionScope[] | null {
  const key = fieldKey(words);
  const voice = CHANNEL_WORDS.voice.test(key);
  const sms = CHANNEL_WORDS.sms.test(key);
  if (voice && sms) return ['all'];
  if (voice) return ['voice'];
  if (sms) return ['sms'];
  return CHANNEL_WORDS.elsewhere.test(key) ? [] : null;
}

function matchOf(key: string): 'all' | 'voice' | 'sms' | 'elsewhere' | null {
  const whole = key.replaceAll('_', '');
  for (const { scope, words } of PATTERNS) {
    for (const word of words) {
      if (whole === word) return scope;
      if (word.length > SHORT && whole.includes(word)) return scope;
      if (word.length <= SHORT && key.split('_').includes(word)) return scope;
    }
  }
  return null;
}
