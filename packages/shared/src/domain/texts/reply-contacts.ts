const COMMON_ENDINGS =
  'com|net|org|info|biz|edu|gov|mil|app|dev|shop|store|online|site|website|xyz|top|club|live|link|click|page|pro|tech|cloud|agency|email|icu|vip|win|loan|example|test|onion|local|localhost|mobi|name|tel|zip|mov';
const COUNTRY_ENDINGS =
  'ac|ai|am|at|au|be|br|ca|cc|ch|cl|cn|co|cz|de|dk|es|eu|fi|fm|fr|gd|gg|gl|hk|ie|il|in|io|is|it|jp|kr|la|ly|me|ms|mx|my|nl|no|nz|pe|ph|pl|pt|ru|se|sg|sh|so|st|su|tk|to|tv|tw|ua|uk|us|vc|ws|za';

/** Spellings that hide an address from a filter. */
const SPELT_DOT = [
  /\s*[[({<]\s*(?:\.|dot|punto|point)\s*[\])}>]\s*/gi,
  new RegExp(`\\s+(?:dot|punto|point)\\s+(?=(?:${COMMON_ENDINGS}|${COUNTRY_ENDINGS})\\b)`, 'gi'),
  /(?<=[\p{L}\p{N}])\s*\.\s+(?=(?:com|net|org|info)\b)/giu,
  new RegExp(`(?<=[\\p{L}\\p{N}])\\s+\\.(?=(?:${COMMON_ENDINGS})\\b)`, 'giu'),
  /(?<=[\p{L}\p{N}]),(?=(?:com|net|org|info)\b)/giu,
];

const LETTER_BY_LETTER = /(?<![\p{L}\p{N}])(?:[\p{L}\p{N}.] ){4,}[\p{L}\p{N}](?![\p{L}\p{N}])/gu;
/** A name on some network. */
const HANDLE = /(?<![\p{L}\p{N}._%+-])@[a-z][\w.]{2,}/giu;

const WITH_SCHEME =
  /(?:\b[a-z][a-z0-9+.-]{1,20}:\s?\/\/|\b(?:javascript|data|mailto|tel|sms):(?=\S))\S*/gi;
const ADDRESS_OF_MACHINE = /\b\d{1,3}(?:\.\d{1,3}){3}\b(?:[:/]\S*)?/g;
const HOST =
  /(?<![@\p{L}\p{N}_-])(?:www\.)?(?:[\p{L}\p{N}_-]{1,63}\.)+(\p{L}[\p{L}\p{N}-]{1,23})(?::\d+)?([/?#]\S*)?/giu;
const COMMON = new RegExp(`^(?:${COMMON_ENDINGS}|xn--[a-z0-9-]+)$`, 'i');
// "See you.It is late" is a missing space: a country in capitals counts only with a path.
const COUNTRY = new RegExp(`^(?:${COUNTRY_ENDINGS})$`);
const EMAIL =
  /[\p{L}\p{N}._%+-]+\s?(?:@|[[(]\s?at\s?[\])])\s?[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/giu;

/** Web addresses that are not on the list, in any spelling. */
export function linksIn(text: string, allowedHosts: readonly string[]): string[] {
  const hosts = allowedHosts.map((host) => host.toLowerCase());
  const read = spelledOut(text);
  const withScheme = [...read.matchAll(WITH_SCHEME)].map(([url]) => url);
  const machines = [...read.matchAll(ADDRESS_OF_MACHINE)].map(([address]) => address);
  const bare = [...read.replace(WITH_SCHEME, ' ').replace(EMAIL, ' ').matchAll(HOST)]
    .filter(
      ([address, ending = '', path]) =>
        path !== undefined ||
        /^www\./i.test(address) ||
        COMMON.test(ending) ||
        COUNTRY.test(ending),
    )
    .map(([address]) => address);
  const handles = [...read.matchAll(HANDLE)].map(([handle]) => handle);
  return [...withScheme, ...machines, ...bare, ...handles].filter(
    (link) => !isAllowed(link, hosts),
  );
}

/** Email addresses that are not on the list. */
export function emailsIn(text: string, allowed: readonly string[]): string[] {
  const known = new Set(allowed.map((address) => address.toLowerCase()));
  return [...spelledOut(text).matchAll(EMAIL)]
    .map(([address]) => address.replace(/\s?[[(]\s?at\s?[\])]\s?|\s?@\s?/i, '@').toLowerCase())
    .filter((address) => !known.has(address));
}

function spelledOut(text: string): string {
  const together = text.replace(LETTER_BY_LETTER, (run) => run.replaceAll(' ', ''));
  return SPELT_DOT.reduce((read, dot) => read.replace(dot, '.'), together);
}

function isAllowed(link: string, hosts: readonly string[]): boolean {
  const url = /^https?:\/\//i.test(link) ? link : `https://${link}`;
  if (!/^https?:\/\//i.test(link) && /^[a-z][a-z0-9+.-]*:/i.test(link)) return false;
  const parsed = URL.parse(url.replace(/[).,;:!?'"]+$/, ''));
  if (!parsed) return false;
  const { hostname, username, password } = parsed;
  // In https://ours@theirs the name before the sign is only for show.
  if (username !== '' || password !== '') return false;
  return hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
}

const DIGIT_WORDS: Record<string, string> = Object.fromEntries(
  [
    'zero one two three four five six seven eight nine',
    'oh uno dos tres cuatro cinco seis siete ocho nueve',
    'cero un deux trois quatre cinq six sept huit neuf',
    'o une _ _ _ _ _ _ _ _',
  ].flatMap((line) => line.split(' ').map((word, value) => [word, String(value)])),
);

/** Amounts, days and clock times: many digits, and no phone number. */
const NO_TELEPHONE = [
  /\b\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?/g,
  /\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d{2}\b(?![./-]?\d)/g,
  /\b(?:19|20)\d{2}\s?[-/]\s?(?:19|20)\d{2}\b/g,
  /[$€£]\s?\d{1,3}(?:[ .,]\d{3})*(?:[.,]\d{2})?(?![\s.,-]?\d)/g,
  /(?<![\d-])\d{1,3}(?:[ .,]\d{3})*(?:[.,]\d{2})?\s?(?:€|\$|£|eur|usd|euros?|dollars?|d[oó]lares|miles|km)(?![\p{L}\d])/giu,
  /\b\d{1,2}:\d{2}\b/g,
];

const NUMBER = /(?:\+|\b00)?\(?\d(?:[\s().\-/_*]{0,3}\d){6,16}/g;
const VANITY = /\b(?:1[-\s.]?)?\(?8\d\d\)?[-\s.][A-Z]{3,4}-?[A-Z]{3,5}\b/g;

/** Phone numbers that are not on the list: in digits, in words, or in keypad letters. */
export function numbersIn(text: string, allowed: readonly string[]): string[] {
  const known = allowed.map(digitsOf).filter((digits) => digits.length >= 7);
  const rest = NO_TELEPHONE.reduce((read, other) => read.replace(other, ' ; '), inDigits(text));
  return [...rest.matchAll(NUMBER)]
    .map(([number]) => digitsOf(number))
    .filter((digits) => !known.some((ours) => isSame(ours, digits)))
    .concat([...text.matchAll(VANITY)].map(([number]) => number));
}

/** Digits given one by one, as words or apart from each other, joined. */
function inDigits(text: string): string {
  const run =
    /(?<![\p{L}\p{N}])(?:\p{L}{1,6}|\d{1,4})(?:[\s,.-]+(?:\p{L}{1,6}|\d{1,4})(?![\p{L}\p{N}]))+/giu;
  return text.replace(run, (words) => {
    const parts: string[] = [];
    let digits = '';
    let told = 0;
    for (const token of [...words.split(/[\s,.-]+/), '']) {
      const value = DIGIT_WORDS[token.toLowerCase()];
      const isNumber = /^\d+$/.test(token);
      if (value !== undefined || isNumber) {
        digits += value ?? token;
        if (token.length === 1 || !isNumber) told += 1;
        continue;
      }
      if (digits.length >= 7 && told >= 3) parts.push(digits);
      digits = '';
      told = 0;
    }
    return parts.length > 0 ? parts.join(' ; ') : words;
  });
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '').replace(/^00/, '');
}

function isSame(a: string, b: string): boolean {
  const [short = '', long = ''] = a.length < b.length ? [a, b] : [b, a];
  return long.endsWith(short) && long.length - short.length <= 3;
}
