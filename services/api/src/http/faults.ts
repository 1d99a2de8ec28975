import type { Fault } from '@ringback/shared/runtime/errors.ts';
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** Messages of the schema library; all others are our own sentences. */
const LIBRARY_WORDS = /^(Invalid|Too |Unrecognized|Unknown)/;

/**
 * Every fault of an input, for people: where, what was found, what is expected. Values are never
 * repeated, since they may be a person's name or number.
 */
export function inputFaults(issues: readonly Issue[], place?: string): Fault[] {
  return issues.flatMap((issue) => faultsOf(issue, place));
}

function faultsOf(issue: Issue, place: string | undefined): Fault[] {
  const path = pathOf([...(place ? [place] : []), ...issue.path]);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: pathOf([...(place ? [place] : []), ...issue.path, key.slice(0, 60)]),
      found: 'a field that does not exist here',
      expected: 'no such field',
    }));
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const expected = [...new Set(issue.errors.flat().map(expectedBy))].join(', or ');
    return [{ path, found: kindOf(issue.input), expected }];
  }
  return [{ path, found: foundIn(issue), expected: expectedBy(issue) }];
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.map(String).join('.') || '(root)';
}

function foundIn(issue: Issue): string {
  // A rule about a whole object states itself what was missing.
  if (issue.code === 'custom' && issue.params?.['found']) return String(issue.params['found']);
  if (issue.input === undefined) return 'nothing';
  if (issue.code === 'too_big' || issue.code === 'too_small') return sizeOf(issue.input);
  return kindOf(issue.input);
}

function sizeOf(input: unknown): string {
  if (typeof input === 'string') return amount(input.length, 'string');
  if (Array.isArray(input)) return amount(input.length, 'array');
  return kindOf(input);
}

function kindOf(input: unknown): string {
  if (input === undefined) return 'nothing';
  if (input === null) return 'null';
  if (typeof input === 'string') return input === '' ? 'an empty string' : 'a string';
  if (typeof input === 'number') return 'a number';
  if (typeof input === 'boolean') return 'a boolean';
  // Only well-formed values become one, so the fault is in the content.
  if (input instanceof Date) return 'another moment';
  return Array.isArray(input) ? 'an array' : 'an object';
}

function expectedBy(issue: Issue): string {
  if (!LIBRARY_WORDS.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return KINDS[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return `one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
    case 'too_big':
      return `${issue.inclusive === false ? 'less than' : 'at most'} ${amount(issue.maximum, issue.origin)}`;
    case 'too_small':
      return `${issue.inclusive === false ? 'more than' : 'at least'} ${amount(issue.minimum, issue.origin)}`;
    case 'invalid_format':
      return FORMATS[issue.format] ?? `text in the format ${issue.format}`;
    default:
      return issue.message;
  }
}

function amount(size: number | bigint, origin: string): string {
  const unit = UNITS[origin];
  return unit === undefined ? String(size) : `${size} ${Number(size) === 1 ? unit[0] : unit[1]}`;
}

const UNITS: Record<string, readonly [one: string, more: string]> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
};

const KINDS: Record<string, string> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'an array',
};

const FORMATS: Record<string, string> = {
  uuid: 'a UUID',
  email: 'an email address',
  datetime: 'a moment such as 2026-11-20T15:00:00Z, with its offset',
};
