import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { isTest, sourceFiles, sqlFiles } from './source-files.ts';

/*
 * A function of the database that answers with a shape says it in its type, or, where that has several
 * shapes, in a contract: what it answers is parsed by whoever asks it. tests/database/answers.test.ts asks
 * those that read, the actions of the live log those that write.
 */

const HEADER = /create function public\.(\w+)\s*\([\s\S]*?\)\s*returns\s+(\w+)/;

/** The public functions that answer with JSON, by name. */
const untyped = sqlFiles('supabase/schema/functions').flatMap((file) => {
  const [, name = '', type = ''] = HEADER.exec(readFileSync(file, 'utf8')) ?? [];
  return /^jsonb?$/.test(type) ? [name] : [];
});

const repositories = sourceFiles()
  .filter((file) => file.startsWith('packages/shared/src/db/') && !isTest(file))
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/** Parsed where it is asked, or under the name that the answer is given. */
const isParsed = (name: string) => {
  const asks = String.raw`await call(?:Function|ForRow)\(\s*db,\s*'${name}'`;
  const [, answer] = new RegExp(String.raw`const (\w+) = ${asks}`).exec(repositories) ?? [];
  if (answer) return repositories.includes(`.parse(${answer})`);
  return new RegExp(String.raw`\.parse\(\s*${asks}`).test(repositories);
};

it('each answer in JSON is parsed by its contract', () => {
  expect(untyped.length).toBeGreaterThan(40);
  expect(untyped.filter((name) => !isParsed(name))).toEqual([]);
});
