import type { Line } from './line.ts';
import type { Cell } from './read-row.ts';

const LONGEST = 262_144;
const FAULT = { found: 'something else', expected: 'one JSON object on each line' };
const TOO_LONG = { found: 'a row that is too long', expected: 'less text' };

/** A lead as a JSON object on each line, a piece of text at a time. */
export function createJsonLines() {
  let rest = '';
  let line = 0;
  let skipping = false;

  function read(text: string): Line[] {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    const found = parts.flatMap(one);
    if (rest.length > LONGEST) {
      rest = '';
      if (!skipping) found.push({ line: line + 1, fault: TOO_LONG });
      skipping = true;
    }
    return found;
  }

  function one(text: string): Line[] {
    line += 1;
    if (skipping) {
      // The end of a line that was given up.
      skipping = false;
      return [];
    }
    if (text.trim() === '') return [];
    const cells = text.length > LONGEST ? null : cellsOf(text);
    return [cells ? { line, cells } : { line, fault: text.length > LONGEST ? TOO_LONG : FAULT }];
  }

  return {
    read,
    end: (): Line[] => {
      const last = rest;
      rest = '';
      return last === '' ? [] : one(last);
    },
  };
}

function cellsOf(text: string): Cell[] | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    return Object.entries(value).flatMap(([name, one]): Cell[] => {
      if (one === null) return [];
      return [[name, typeof one === 'object' ? JSON.stringify(one) : String(one)]];
    });
  } catch {
    return null;
  }
}
