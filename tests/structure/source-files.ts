import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** Every TypeScript file git knows or would know, as paths from the root. */
export function sourceFiles(): string[] {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts'];
  return execFileSync('git', args, { encoding: 'utf8' })
    .split('\n')
    .filter((file) => file && existsSync(file));
}

/** Every file of SQL below a folder. */
export const sqlFiles = (folder: string): string[] => globSync(`${folder}/**/*.sql`).sort();

const SHARED = '@ringback/shared/';

/** The files of ours that a file imports, type imports included. */
export function importsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  return [...source.matchAll(/(?:from|import\()\s*'([^']+)'|^import '([^']+)'/gm)].flatMap(
    (match) => {
      const path = match[1] ?? match[2] ?? '';
      if (path.startsWith('.')) return [normalize(join(dirname(file), path))];
      if (path.startsWith(SHARED)) return [`packages/shared/src/${path.slice(SHARED.length)}`];
      const workspace = /^@ringback\/([^/]+)\/(.+)$/.exec(path);
      if (!workspace) return [];
      const [, name, rest] = workspace;
      return [name === 'simulator' ? `simulator/src/${rest}` : `services/${name}/src/${rest}`];
    },
  );
}

export const isTest = (file: string) => file.endsWith('.test.ts') || file.startsWith('tests/');
