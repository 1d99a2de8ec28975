import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from '@jest/globals';
import { importsOf, isTest, sourceFiles } from './source-files.ts';

/** From the ground up. A file may import from its own folder, and from the floors below. */
const FLOORS = [
  ['packages/shared/src/domain'],
  ['packages/shared/src/runtime', 'packages/shared/src/jobs', 'packages/shared/src/events'],
  ['packages/shared/src/queue', 'packages/shared/src/db', 'packages/shared/src/providers'],
  ['packages/shared/src/inbound'],
  [
    'services/api',
    'services/call-worker',
    'services/sms-worker',
    'services/media-gateway',
    'services/analyzer',
  ],
];

const roomOf = (path: string) => FLOORS.flat().find((room) => path.startsWith(`${room}/`));
const floorOf = (path: string) =>
  FLOORS.findIndex((rooms) => rooms.some((room) => path.startsWith(`${room}/`)));

const files = sourceFiles();
const placed = files.filter((file) => roomOf(file) && !isTest(file));

test.each(placed)('%s looks only downwards', (file) => {
  const upwards = importsOf(file)
    .filter((path) => roomOf(path) !== roomOf(file))
    .filter((path) => floorOf(path) === -1 || floorOf(path) >= floorOf(file));
  expect(upwards).toEqual([]);
});

/** Which packages only one room may know. */
const ROOM_OF_PACKAGE: Record<string, string[]> = {
  bullmq: ['packages/shared/src/queue/', 'services/api/src/ops/'],
  '@supabase/supabase-js': ['packages/shared/src/db/'],
  twilio: ['packages/shared/src/providers/twilio/'],
  openai: ['packages/shared/src/providers/openai/'],
};

test.each(Object.entries(ROOM_OF_PACKAGE))('%s is known in one room', (name, rooms) => {
  const importing = new RegExp(`from '${name}(/[^']*)?'`);
  const known = placed.filter((file) => importing.test(readFileSync(file, 'utf8')));
  expect(known.filter((file) => !rooms.some((room) => file.startsWith(room)))).toEqual([]);
  expect(known.length).toBeGreaterThan(0);
});

describe('the simulator', () => {
  it('shares nothing with us: it would share our mistakes', () => {
    const ours = files
      .filter((file) => file.startsWith('simulator/') && !isTest(file))
      .flatMap((file) => importsOf(file).filter((path) => !path.startsWith('simulator/')));
    expect(ours).toEqual([]);
  });
});

describe('the domain', () => {
  it('reads no clock and rolls no dice', () => {
    const impure = /\bDate\.now\(|new Date\(\)|Math\.random\(|process\.|setTimeout|fetch\(/;
    const offenders = placed
      .filter((file) => file.startsWith('packages/shared/src/domain/'))
      .filter((file) => impure.test(readFileSync(file, 'utf8')));
    expect(offenders).toEqual([]);
  });
});

/** Whose rooms look in one direction only. */
const ROOMED = [
  'services/api/src/',
  'services/call-worker/src/',
  'services/sms-worker/src/',
  'services/media-gateway/src/',
  'services/analyzer/src/',
  'packages/shared/src/db/',
  'packages/shared/src/domain/',
];

test.each(ROOMED)('the rooms of %s know each other in one direction', (root) => {
  const roomIn = (path: string) => /^([^/]+)\//.exec(path.slice(root.length))?.[1];
  const known = new Map<string, Set<string>>();
  for (const file of files.filter((one) => one.startsWith(root) && !isTest(one))) {
    const from = roomIn(file);
    if (from === undefined || from === 'testing') continue;
    const rooms = importsOf(file)
      .filter((path) => path.startsWith(root))
      .flatMap((path) => roomIn(path) ?? [])
      .filter((room) => room !== from);
    known.set(from, new Set([...(known.get(from) ?? []), ...rooms]));
  }
  const reaches = (from: string, seen = new Set<string>()): Set<string> => {
    for (const room of known.get(from) ?? []) {
      if (!seen.has(room)) reaches(room, seen.add(room));
    }
    return seen;
  };
  const rooms = [...known.keys()];
  expect(rooms.length).toBeGreaterThan(2);
  expect(rooms.filter((room) => reaches(room).has(room))).toEqual([]);
});

describe('imports', () => {
  it('never go in a circle', () => {
    const done = new Set<string>();
    const walk = (file: string, path: string[]): string[] | null => {
      if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
      if (done.has(file)) return null;
      for (const next of importsOf(file).filter((one) => files.includes(one))) {
        const circle = walk(next, [...path, file]);
        if (circle) return circle;
      }
      done.add(file);
      return null;
    };
    expect(files.map((file) => walk(file, [])).filter(Boolean)).toEqual([]);
  });
});

describe('files', () => {
  const GENERATED = /database\.types\.ts$|domain\/zones\/prefixes\.ts$/;
  const lengths = placed
    .concat(files.filter((file) => file.startsWith('simulator/src') && !isTest(file)))
    .filter((file) => !GENERATED.test(file))
    .map((file) => ({ file, lines: readFileSync(file, 'utf8').split('\n').length }));

  it('are never longer than 400 lines', () => {
    expect(lengths.filter(({ lines }) => lines > 400)).toEqual([]);
  });

  it('are mostly short', () => {
    const sorted = lengths.map(({ lines }) => lines).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThanOrEqual(80);
  });
});
