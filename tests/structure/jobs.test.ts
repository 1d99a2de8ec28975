import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { sourceFiles } from './source-files.ts';

const FOLDER = 'packages/shared/src/jobs';
const contracts = readdirSync(FOLDER)
  .filter((file) => file !== 'define-job.ts')
  .map((file) => {
    const source = readFileSync(`${FOLDER}/${file}`, 'utf8');
    const [, symbol = '', name = ''] =
      /export const (\w+) = defineJob\(\{\s*name: '([^']+)'/.exec(source) ?? [];
    return { file, symbol, name };
  });

const services = sourceFiles().filter((file) => /^services\/[^/]+\/src\/service\.ts$/.test(file));
const homesOf = (symbol: string) =>
  services.filter(
    (file) =>
      readFileSync(file, 'utf8').includes(`runWorker(${symbol},`) ||
      new RegExp(`runWorker\\(\\s*${symbol},`).test(readFileSync(file, 'utf8')),
  );

describe('every job', () => {
  it.each(contracts)('$file names the job after itself', ({ file, symbol, name }) => {
    expect(`${name}.ts`).toBe(file);
    expect(symbol).not.toBe('');
  });

  it.each(contracts)('$name has one home', ({ symbol }) => {
    expect(homesOf(symbol)).toHaveLength(1);
  });
});
