import { AppError } from '@ringback/shared/runtime/errors.ts';

/**
 * How large a body may grow when parsed: a list of nothing takes two bytes, and far more in memory.
 */
export type JsonBounds = {
  values: number;
  depth: number;
  names?: number;
  /** A name may occur only once in an object: one of two values would be dropped silently. */
  distinct?: boolean;
};

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPENS_OBJECT = 0x7b;
const OPENS = new Set([0x5b, OPENS_OBJECT]);
const CLOSES = new Set([0x5d, 0x7d]);

/** Per object: with more fields V8 builds a hash table, which takes ten times as long. */
const NAMES = 1_000;

/**
 * Parses JSON; invalid JSON throws as `JSON.parse` does, too large a structure throws `too_large`.
 */
export function boundedJson(bytes: Buffer, bounds: JsonBounds): unknown {
  checkJson(bytes, bounds);
  return JSON.parse(bytes.toString());
}

/** Scans only the structure between values, before anything is built. */
export function checkJson(bytes: Buffer, bounds: JsonBounds): void {
  const { values, depth, names = NAMES, distinct = false } = bounds;
  /** The number of fields of the enclosing objects; lists are not counted. */
  const named: number[] = [];
  const seen: Set<string>[] = [];
  let string = { from: 0, to: 0 };
  let found = 1;
  let level = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const mark = bytes[at] ?? 0;
    if (mark === QUOTE) {
      string = { from: at, to: endOfString(bytes, at) };
      at = string.to;
      continue;
    }
    if (distinct && mark === COLON)
      noteName(bytes.subarray(string.from, string.to + 1), seen[level]);
    else if (mark === COMMA) {
      found += 1;
      named[level] = (named[level] ?? 0) + 1;
      if ((named[level] ?? 0) >= names) throw tooLarge(`at most ${names} fields`, 'more fields');
    } else if (OPENS.has(mark)) {
      found += 1;
      level += 1;
      named[level] = mark === OPENS_OBJECT ? 0 : Number.NEGATIVE_INFINITY;
      seen[level] = new Set();
    } else if (CLOSES.has(mark)) level -= 1;
    if (found > values) throw tooLarge(`at most ${values} values`, 'more values');
    if (level > depth) throw tooLarge(`at most ${depth} levels`, 'more levels');
  }
}

/** The parser refuses what is not a name. */
function noteName(quoted: Buffer, seen: Set<string> | undefined): void {
  const name = nameIn(quoted.toString());
  if (name === null || seen === undefined) return;
  if (seen.has(name)) {
    throw new AppError('invalid_input', 'The body has a field twice.', {
      faults: [
        { path: name.slice(0, 60), found: 'a field that occurs twice', expected: 'one of it' },
      ],
    });
  }
  seen.add(name);
}

function nameIn(quoted: string): string | null {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return null;
  }
}

/** The position of its closing quotation mark. */
function endOfString(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(QUOTE, from + 1); at !== -1; at = bytes.indexOf(QUOTE, at + 1)) {
    let escapes = 0;
    while (bytes[at - 1 - escapes] === BACKSLASH) escapes += 1;
    if (escapes % 2 === 0) return at;
  }
  return bytes.length;
}

function tooLarge(expected: string, found: string): AppError {
  return new AppError('too_large', 'The body holds more than this route takes.', {
    faults: [{ path: '(body)', found, expected }],
  });
}
