import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

// Plain JavaScript without packages, like setup.js, which asks it before anything is installed.

/**
 * The folders of our own packages, as pnpm-workspace.yaml lists them.
 * @param {string} root
 * @returns {string[]} paths from the root
 */
export function workspaces(root) {
  const text = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8');
  const [, list = ''] = /^packages:\n((?: +- .+\n)+)/m.exec(text) ?? [];
  return [...list.matchAll(/- (\S+)/g)]
    .flatMap(([, pattern = '']) => foldersOf(root, pattern))
    .filter((folder) => existsSync(join(root, folder, 'package.json')));
}

/**
 * A folder, or with a star at its end every folder within it; we write no other patterns.
 * @param {string} root
 * @param {string} pattern
 */
function foldersOf(root, pattern) {
  if (!pattern.endsWith('/*')) return [pattern];
  const parent = pattern.slice(0, -'/*'.length);
  return readdirSync(join(root, parent)).map((name) => `${parent}/${name}`);
}
