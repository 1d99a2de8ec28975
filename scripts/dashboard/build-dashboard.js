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
  const isBuilt = () =>
    existsSync(join(target, STAMP)) && readFileSync(join(target, STAMP), 'utf8') === sources;
  if (isBuilt()) return target;
  // Built aside and put in place in one step: two starts may build at the same time.
  const draft = join(root, `dist/dashboard-${process.pid}`);
  mkdirSync(join(root, 'dist'), { recursive: true });
  const aside = ['--outDir', draft, '--emptyOutDir', '--bypass-lock'];
  await vite(root, ['build', ...aside, '--logLevel', 'warn']);
  compressFolder(draft);
  writeFileSync(join(draft, STAMP), sources);
  if (!isBuilt()) replaceFolder(target, draft);
  // Where another start was quicker, with the same sources, its folder stays.
  rmSync(draft, { recursive: true, force: true });
  return target;
}

function replaceFolder(target, draft) {
  const old = `${draft}-old`;
  try {
    renameSync(target, old);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  try {
    renameSync(draft, target);
  } catch (error) {
    // Another start has put its folder there between the two.
    if (!existsSync(join(target, STAMP))) throw error;
  }
  rmSync(old, { recursive: true, force: true });
}

async function vite(root, args) {
  const cwd = join(root, 'dashboard');
  const program = join(cwd, 'node_modules/vite/bin/vite.js');
  try {
    // The same folder serves tests and operators: always the build that operators get.
    const env = { ...process.env, NODE_ENV: 'production' };
    await promisify(execFile)(process.execPath, [program, ...args], { cwd, env });
  } catch (error) {
    throw new Error(
      `The dashboard could not be built.\n${error.stdout ?? ''}${error.stderr ?? ''}`,
    );
  }
}
