import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { compressFolder } from './compress-folder.js';
import { hashSources } from './hash-sources.js';

const STAMP = '.sources';

/**
 * Builds the dashboard into `<root>/dist/dashboard`, unless what is there was made of the same
 * sources. Resolves with the folder.
 */
export async function buildDashboard(root) {
  const target = join(root, 'dist/dashboard');
  const sources = hashSources(root);
  if (existsSync(join(target, STAMP)) && readFileSync(join(target, STAMP), 'utf8') === sources) {
    return target;
  }
  // Built aside and put in place in one step: two starts may build at the same time.
  const draft = join(root, `dist/dashboard-${process.pid}`);
  mkdirSync(join(root, 'dist'), { recursive: true });
  await vite(root, ['build', '--outDir', draft, '--emptyOutDir', '--logLevel', 'warn']);
  compressFolder(draft);
  writeFileSync(join(draft, STAMP), sources);
  const old = `${draft}-old`;
  if (existsSync(target)) renameSync(target, old);
  try {
    renameSync(draft, target);
  } catch (error) {
    // Another start was quicker, with the same sources.
    if (!existsSync(join(target, STAMP))) throw error;
  }
  for (const rest of [old, draft]) rmSync(rest, { recursive: true, force: true });
  return target;
}

async function vite(root, args) {
  const cwd = join(root, 'dashboard');
  const program = join(cwd, 'node_modules/vite/bin/vite.js');
  try {
    await promisify(execFile)(process.execPath, [program, ...args], { cwd });
  } catch (error) {
    throw new Error(
      `The dashboard could not be built.\n${error.stdout ?? ''}${error.stderr ?? ''}`,
    );
  }
}
