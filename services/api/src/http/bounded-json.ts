import { AppError } from '@ringback/shared/runtime/errors.ts';

/** How much a body may make of its bytes: a list of nothing takes two bytes, and far more to build. */
export type JsonBounds = { values: number; depth: number; names?: number };

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPENS_OBJECT = 0x7b;
const OPENS = new Set([0x5b, OPENS_OBJECT]);
const CLOSES = new Set([0x5d, 0x7d]);

/** Of one object: with more of them it is built as a table, which takes ten times as long. */
const NAMES = 1_000;

/** Parses JSON; what is not JSON throws as `JSON.parse` does, what is too much of it `too_large`. */
export function boundedJson(bytes: Buffer, bounds: JsonBounds): unknown {
  checkJson(bytes, bounds);
  return JSON.parse(bytes.toString());
}

/** Looks at the marks between values alone, before anything is built. */
export function checkJson(bytes: Buffer, { values, depth, names = NAMES }: JsonBounds): void {
  /** Of the objects around the place that is looked at; of a list it does not count. */
  const named: number[] = [];
  let found = 1;
  let level = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const mark = bytes[at] ?? 0;
    if (mark === QUOTE) {
      at = endOfString(bytes, at);
      continue;
    }
    if (mark === COMMA) {
      found += 1;
      named[level] = (named[level] ?? 0) + 1;
      if ((named[level] ?? 0) >= names) throw tooLarge(`at most ${names} fields`, 'more fields');
    } else if (OPENS.has(mark)) {
      found += 1;
      level += 1;
      named[level] = mark === OPENS_OBJECT ? 0 : Number.NEGATIVE_INFINITY;
    } else if (CLOSES.has(mark)) level -= 1;
    if (found > values) throw tooLarge(`at most ${values} values`, 'more values');
    if (level > depth) throw tooLarge(`at most ${depth} levels`, 'more levels');
  }
}

/** The place of its closing quotation mark. */
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
