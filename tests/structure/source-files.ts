import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { ownPackages } from './own-packages.ts';

/** Every TypeScript file git knows or would know, as paths from the root. */
export const sourceFiles = () => filesOf('*.ts', '*.tsx');

/** With the styles, and the programs in plain JavaScript, which run before anything is installed. */
export const programFiles = () => filesOf('*.ts', '*.tsx', '*.js', '*.css');

function filesOf(...patterns: string[]): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', ...patterns];
  return execFileSync('git', args, { encoding: 'utf8' })
    .split('\n')
    .filter((file) => file && existsSync(file));
}

/** Statements and calls. `fromHere` looks a package up as an import would; other folders look in theirs. */
const IMPORT =
  /^(?:import |export |\})[^'\n]*from '([^']+)'|^@?import ['"]([^'"]+)['"]|(?:\bimport|\brequire|\bimport\.meta\.resolve|\bfromHere\.resolve)\(\s*'([^']+)'/gm;

/** What a file imports, as it is written there, type imports included. */
export const specifiersOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(IMPORT)].map(
    ([, named, bare, called]) => named ?? bare ?? called ?? '',
  );

/** Every file of SQL below a folder. */
export const sqlFiles = (folder: string): string[] => globSync(`${folder}/**/*.sql`).sort();

/** The files of ours that a file imports, type imports included. */
export function importsOf(file: string): string[] {
  return specifiersOf(file).flatMap((path) => {
    if (path.startsWith('.')) return [normalize(join(dirname(file), path))];
    const own = ownPackages.find(({ name }) => path.startsWith(`${name}/`));
    return own ? [join(own.source, path.slice(own.name.length))] : [];
  });
}

/** What is made for tests: they themselves, and the worlds and rows that they share. */
export const isTest = (file: string) =>
  /\.test\.tsx?$/.test(file) ||
  file.startsWith('tests/') ||
  file.startsWith('packages/testing/') ||
  file.includes('/testing/');
