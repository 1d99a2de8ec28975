import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { workspaces } from './workspaces.js';

// Plain JavaScript without packages: this runs on whatever Node a machine has, before any install.

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const PNPM = 'pnpm@12.21.0';
const INSTALL = [
  'install',
  '--frozen-lockfile',
  // Nobody is there to answer whether old modules may go.
  '--config.confirmModulesPurge=false',
  // The version is pinned here; pnpm need not fetch itself a second time by way of package.json.
  '--config.pmOnFail=ignore',
];
const NEEDED = 24;
const stamp = join(root, 'node_modules/.ringback-setup');

/** Installs what is missing and returns the path of a Node that runs TypeScript. */
export async function setup() {
  if (isInstalled()) return findNode();
  await install();
  writeFileSync(stamp, fingerprint());
  return findNode();
}

/** Whether node_modules is what this lockfile asks for, on this kind of machine. */
function isInstalled() {
  return (
    existsSync(join(root, 'node_modules/.modules.yaml')) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === fingerprint() &&
    workspaces(root).every((folder) => existsSync(join(root, folder, 'node_modules')))
  );
}

function fingerprint() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json']) {
    hash.update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

function install() {
  const begunAt = Date.now();
  talk('Installing packages (the first time takes up to a minute) …');
  const args = ['--yes', PNPM, ...INSTALL, '--reporter=append-only'];
  const windows = process.platform === 'win32';
  const child = spawn(windows ? 'npx.cmd' : 'npx', args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: windows,
  });
  let output = '';
  let shownAt = 0;
  const hear = (chunk) => {
    output = (output + chunk).slice(-20_000);
    const progress = String(chunk).match(/Progress: [^\n]*/g);
    if (!progress || Date.now() - shownAt < 2_000) return;
    shownAt = Date.now();
    talk(`  ${progress[progress.length - 1]}`);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  return new Promise((resolve) => {
    child.once('error', (error) => leave(`npx could not be started: ${error.message}`));
    child.once('close', (code) => {
      if (code !== 0) leave(explain(output));
      talk(`Installed in ${Math.round((Date.now() - begunAt) / 1000)} s.`);
      resolve();
    });
  });
}

const OFFLINE = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|META_FETCH_FAIL|ERR_SOCKET/;

function explain(output) {
  const tail = output.trimEnd().split('\n').slice(-15).join('\n');
  const hint = OFFLINE.test(output)
    ? 'The package registry could not be reached. The first start needs a network once;\nafterwards everything runs without. With a proxy, set HTTPS_PROXY and try again.'
    : `By hand, for all of its output:  npx --yes ${PNPM} ${INSTALL.join(' ')}`;
  return `${tail}\n\nThe packages could not be installed. ${hint}`;
}

/** A Node of at least 24: the pinned one, else the one that runs this. */
export function findNode() {
  const pinned = join(root, 'node_modules/.bin/node');
  if (majorOf(pinned) >= NEEDED) return realpathSync(pinned);
  if (Number(process.versions.node.split('.')[0]) >= NEEDED) return process.execPath;
  return leave(
    `Ringback runs on Node ${NEEDED} or newer; this is Node ${process.versions.node}, and the pinned one is not there.\n` +
      `Any one of these helps:\n` +
      `  1. let optional packages be installed (no --no-optional), then  npm run setup\n` +
      `  2. install Node ${NEEDED}:  https://nodejs.org  or  nvm install ${NEEDED}\n` +
      `  3. on a platform without a pinned Node (${process.platform} ${process.arch}) only 2 is left`,
  );
}

function majorOf(node) {
  if (!existsSync(node)) return 0;
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return Number(/^v(\d+)/.exec(stdout ?? '')?.[1] ?? 0);
}

/** Runs a Node program to its end, passing signals on; resolves with its exit code. */
export function run(node, args, options = {}) {
  const child = spawn(node, args, { cwd: root, stdio: 'inherit', ...options });
  const passOn = (signal) => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, passOn);
  stopWithNpm(() => child.kill('SIGTERM'));
  return new Promise((resolve) => {
    child.once('error', (error) => leave(error.message));
    child.once('close', (code, signal) => {
      for (const name of signals) process.off(name, passOn);
      resolve(code ?? (signal === 'SIGINT' ? 130 : 1));
    });
  });
}

/** npm asks a shell in between to leave, and the shell does so without a word to us. */
function stopWithNpm(stop) {
  const parent = process.ppid;
  if (!process.env.npm_lifecycle_event) return;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 500);
  // The wait for the child keeps this process; the watch alone must not.
  watch.unref();
}

function talk(text) {
  process.stderr.write(`${text}\n`);
}

function leave(text) {
  talk(`\n${text}`);
  process.exit(1);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const node = await setup();
  talk(`Set up. Programs run on ${node}.`);
}
