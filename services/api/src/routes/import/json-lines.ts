import { type Field, roleOf } from '../../lead-reading/field.ts';
import { targetRole, unlessMapped } from '../../lead-reading/targets.ts';
import type { Line } from './line.ts';

const LONGEST = 262_144;
const FAULT = { found: 'something else', expected: 'one JSON object on each line' };
const TOO_LONG = { found: 'a row that is too long', expected: 'less text' };

/** One lead per line as a JSON object, read one chunk of text at a time. */
export function createJsonLines(mapping: Readonly<Record<string, string>> = {}) {
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
    const fields = text.length > LONGEST ? null : fieldsOf(text, mapping);
    return [fields ? { line, fields } : { line, fault: text.length > LONGEST ? TOO_LONG : FAULT }];
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

function fieldsOf(text: string, mapping: Readonly<Record<string, string>>): Field[] | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
    const { custom, ...own } = value as Record<string, unknown>;
    const isObject = typeof custom === 'object' && custom !== null && !Array.isArray(custom);
    const fields = { ...(isObject ? custom : { custom }), ...own };
    return Object.entries(fields).flatMap(([name, one]): Field[] => {
      if (one === null || one === undefined || one === '') return [];
      const target = Object.entries(mapping).find(([, place]) => place === name)?.[0];
      const mapped = target === undefined ? null : targetRole(target, name);
      return [{ ...(mapped ?? { name, role: unlessMapped(roleOf(name), mapping) }), value: one }];
    });
  } catch {
    return null;
  }
}
