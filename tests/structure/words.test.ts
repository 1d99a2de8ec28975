import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { EXCEPTIONS } from './old-words.ts';
import { isTest, sourceFiles, sqlFiles } from './source-files.ts';

/*
 * STYLE.md has one word for each thing. This test keeps out some older ones that mean nothing else here,
 * in comments, strings and names of the TypeScript outside tests, and in the comments of the SQL
 * sources. Names in snake_case are contract.
 */

/** The word that may not be used, and what to write instead. */
const WORDS: Record<string, string> = {
  house: 'system, process or instance',
  door: 'endpoint, entry point or connection',
  news: 'event: carrier event, webhook event or live event',
  anew: 'again',
  'heard of': 'received or known',
  cellar: 'the name of the layer',
  hall: 'the name of the layer',
};

const GENERATED = /(database\.types|schema\.d)\.ts$/;

/** The words of the list in a text, singular or plural, alone or as a part of a camelCase name. */
function oldWordsIn(text: string): string[] {
  const apart = text.replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ');
  return Object.keys(WORDS).filter((word) => new RegExp(`\\b${word}s?\\b`, 'i').test(apart));
}

const isException = (file: string, word: string) =>
  EXCEPTIONS.some((one) => one.file === file && one.word === word);

/** Where the lines of some files use a word of the list, and what to write instead. */
const offences = (files: string[], isRead: (line: string) => boolean = () => true) =>
  files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, at) =>
        (isRead(line) ? oldWordsIn(line) : [])
          .filter((word) => !isException(file, word))
          .map((word) => `${file}:${at + 1} says "${word}"; write ${WORDS[word]}`),
      ),
  );

describe('the words of the code', () => {
  it('are those of the glossary', () => {
    const files = sourceFiles().filter((file) => !isTest(file) && !GENERATED.test(file));
    expect(offences(files)).toEqual([]);
  });

  it('are those of the glossary in the comments of the SQL', () => {
    const files = sqlFiles('supabase/schema');
    expect(files.length).toBeGreaterThan(0);
    expect(offences(files, (line) => /^\s*--/.test(line))).toEqual([]);
  });

  it.each([
    ['// A comment about the house.', ['house']],
    ["log.info('news from a closed door');", ['door', 'news']],
    ['const houseHealth = isDoorOf(Halls);', ['house', 'door', 'hall']],
    ["rpc('inbound_door'); // a doorbell in a warehouse, renewed, challenges", []],
  ])('are found in comments, strings and names: %s', (line, words) => {
    expect(oldWordsIn(line)).toEqual(words);
  });
});
