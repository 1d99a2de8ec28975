/** What was said, levelled for matching, with a mapping back to the speaker's own words. */
export type SpokenWords = {
  /** Words and the marks ',' and '.', one space apart. */
  text: string;
  /** The same without marks and repetitions. */
  bare: string;
  /** The original words under a stretch of `text`. */
  original: (start: number, end: number) => string;
};

type Token = { word: string; start: number; end: number };

const APOSTROPHE = `['’‘ʼ\`´]`;
const TOKEN = new RegExp(
  `[\\p{L}\\p{M}\\p{N}]+(?:${APOSTROPHE}[\\p{L}\\p{M}\\p{N}]+)*|[,–—]|[.!?;:…\\n¡¿]`,
  'gu',
);
const CONTRACTION = new RegExp(`${APOSTROPHE}(?=(?:t|s|m|d|am|re|ve|ll|all)$)`, 'u');
const ANY_APOSTROPHE = new RegExp(APOSTROPHE, 'gu');

const FILLERS = new Set(
  'uh um uhm erm er ah oh hmm mm eh euh please pls plz kindly fucking fuckin effing freaking frickin damn goddamn bloody ever actually literally seriously simply svp'.split(
    ' ',
  ),
);
const FILLER_PHRASES = [
  ['s', 'il', 'vous', 'plait'],
  ['s', 'il', 'te', 'plait'],
  ['por', 'favor'],
  ['you', 'know'],
  ['i', 'mean'],
];

// The same thing said in two words.
const JOINED: Readonly<Record<string, string>> = {
  'do not': 'dont',
  'does not': 'doesnt',
  'did not': 'didnt',
  'can not': 'cant',
  'will not': 'wont',
  'would not': 'wouldnt',
  'any more': 'anymore',
  'don t': 'dont',
  'can t': 'cant',
  'i am': 'im',
  'i will': 'ill',
  'you are': 'youre',
  'i would': 'id',
};

const SPELLED = new Set([
  'stop',
  'quit',
  'end',
  'remove',
  'cancel',
  'unsubscribe',
  'alto',
  'arret',
]);

const LONGEST_SPELLED = Math.max(...[...SPELLED].map((word) => word.length));

/** Levels case, accents, apostrophes, fillers, stammering and letters spelled one by one. */
export function spokenWords(spoken: string): SpokenWords {
  const tokens = joinPairs(dropFillers(joinSpelled(tokensOf(spoken)))).filter(
    (token, index, all) => token.word !== all[index - 1]?.word,
  );

  const starts: number[] = [];
  let length = 0;
  for (const token of tokens) {
    starts.push(length);
    length += token.word.length + 1;
  }
  const words = tokens.filter((token) => !isMark(token)).map((token) => token.word);
  return {
    text: tokens.map((token) => token.word).join(' '),
    bare: words.filter((word, index) => word !== words[index - 1]).join(' '),
    original: (start, end) => {
      const inside = tokens.filter((_, index) => {
        const at = starts[index] ?? 0;
        return at >= start && at < end;
      });
      return spoken.slice(inside[0]?.start ?? 0, inside.at(-1)?.end ?? 0);
    },
  };
}

function tokensOf(spoken: string): Token[] {
  return [...spoken.replace(/[\u200b-\u200d\u2060\ufeff]/g, ' ').matchAll(TOKEN)].flatMap(
    (match) => {
      const place = { start: match.index, end: match.index + match[0].length };
      return levelled(match[0]).map((word) => ({ word, ...place }));
    },
  );
}

// "don't" is one word, "m'appelez" two.
function levelled(raw: string): string[] {
  if (/^[,–—]$/.test(raw)) return [','];
  if (/^[.!?;:…\n¡¿]$/.test(raw)) return ['.'];
  return raw
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(CONTRACTION, '')
    .replace(ANY_APOSTROPHE, ' ')
    .replace(/^(wan|gon)na$/, (_, verb) => (verb === 'wan' ? 'want to' : 'going to'))
    .split(' ');
}

function joinSpelled(tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const found = spelledFrom(tokens, index);
    const token = tokens[index];
    if (found) {
      joined.push(found.token);
      index = found.last;
    } else if (token) {
      joined.push(token);
    }
  }
  return joined;
}

function spelledFrom(
  tokens: readonly Token[],
  from: number,
): { token: Token; last: number } | null {
  let letters = '';
  for (let index = from; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (!token || (isMark(token) && letters === '')) return null;
    if (isMark(token)) continue;
    if (token.word.length !== 1) return null;
    letters += token.word;
    if (letters.length > LONGEST_SPELLED) return null;
    if (SPELLED.has(letters)) {
      const start = tokens[from]?.start ?? token.start;
      return { token: { word: letters, start, end: token.end }, last: index };
    }
  }
  return null;
}

function dropFillers(tokens: readonly Token[]): Token[] {
  const kept: Token[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const phrase = FILLER_PHRASES.find((words) =>
      words.every((word, ahead) => tokens[index + ahead]?.word === word),
    );
    const token = tokens[index];
    if (phrase) index += phrase.length - 1;
    else if (token && !isFiller(token, kept.at(-1))) kept.push(token);
  }
  return kept;
}

// "Just stop" is "stop", but "don't just call" is no refusal.
function isFiller(token: Token, before: Token | undefined): boolean {
  if (token.word === 'just') return !/^(?:dont|not|never|t)$/.test(before?.word ?? '');
  return FILLERS.has(token.word);
}

function joinPairs(tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    const next = tokens[index + 1];
    if (!token) continue;
    const word = next ? JOINED[`${token.word} ${next.word}`] : undefined;
    if (word && next) {
      joined.push({ word, start: token.start, end: next.end });
      index += 1;
    } else {
      joined.push(token);
    }
  }
  return joined;
}

function isMark(token: Token): boolean {
  return token.word === ',' || token.word === '.';
}
