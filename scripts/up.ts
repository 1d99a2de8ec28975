import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { loadKeys } from '@ringback/embedded/keys.ts';
import { CLAIMS, claimDataFolder } from '@ringback/embedded/one-at-a-time.ts';
import { boot, logsFolder } from './up/boot.ts';
import { playDemo } from './up/demo.ts';
import { removeDevFile, writeDevFile } from './up/dev-file.ts';
import { type Flags, parseFlags, USAGE } from './up/flags.ts';
import { onLeaving } from './up/on-leaving.ts';
import { createStack } from './up/stack.ts';
import { summary } from './up/summary.ts';
import { bold, dim, red, say } from './up/terminal.ts';

/** Everything on this machine, from nothing: see `npm start -- --help`. */
const root = join(import.meta.dirname, '..');
const dataDir = join(root, '.data');
const devFile = join(dataDir, 'dev.json');
const logs = logsFolder(root, dataDir);

const EX_USAGE = 2;

const flags = readFlags();
const letGo = await claim();
if (flags.fresh) {
  for (const name of readdirSync(dataDir).filter((entry) => entry !== CLAIMS)) {
    rmSync(join(dataDir, name), { recursive: true, force: true });
  }
}
rmSync(join(dataDir, 'logs'), { recursive: true, force: true });
removeDevFile(devFile);

const playing = new AbortController();
let up = false;
const lossWhileStarting = Promise.withResolvers<never>();
lossWhileStarting.promise.catch(() => undefined);
let tellPids = () => {};
const stack = createStack({
  onLoss(error) {
    if (!up) return lossWhileStarting.reject(error);
    say(`\n${red('✗')} ${error.message}\n  Its whole log stands in ${logs}.`);
    say('  The rest keeps running; Ctrl-C stops it.');
  },
  onAgain(name, error) {
    const [how] = error.message.split('\n');
    say(`  ${dim(`${how?.replace(/ Its last words:$/, '')} ${name} was started again.`)}`);
    tellPids();
  },
});

onLeaving({
  async politely(signal) {
    say(`\n${dim(`${signal}: stopping (again to stop at once) …`)}`);
    await leave(0);
  },
  atOnce() {
    stack.kill();
    removeDevFile(devFile);
    letGo();
    process.exit(1);
  },
});

say(`${bold('Ringback')} is starting. Logs are in ${logs}.`);
const keys = loadKeys(join(dataDir, 'keys.json'));
try {
  const begunAt = performance.now();
  const { providers } = flags;
  const addresses = await Promise.race([
    boot({ root, dataDir, keys, providers, stack, env: process.env }),
    lossWhileStarting.promise,
  ]);
  tellPids = () => {
    const pids = { supervisor: process.pid, ...stack.pids() };
    writeDevFile(devFile, { ready: true, ...summary.devFile(addresses, keys), pids });
  };
  tellPids();
  up = true;
  stack.allUp();
  say(`\n${summary.table(addresses, keys)}\n`);
  say(
    `Ready after ${((performance.now() - begunAt) / 1000).toFixed(1)} s. Ctrl-C stops everything.`,
  );
  if (flags.demo && addresses.simulatorUrl !== null) {
    await playDemo({
      apiUrl: addresses.apiUrl,
      apiKey: keys.apiKey,
      simulatorUrl: addresses.simulatorUrl,
      runsFile: join(dataDir, 'demo.json'),
      signal: playing.signal,
    });
  }
} catch (error) {
  if (!playing.signal.aborted) {
    say(`\n${red('✗')} ${error instanceof Error ? error.message : String(error)}`);
    if (!up) {
      say(`  The logs stand in ${logs}.`);
      await leave(1);
    }
  }
}

async function leave(code: number): Promise<never> {
  playing.abort();
  removeDevFile(devFile);
  await stack.stop();
  letGo();
  say(code === 0 ? 'Stopped. Your data stays in .data/.' : 'Stopped.');
  process.exit(code);
}

function readFlags(): Flags {
  try {
    const read = parseFlags(process.argv.slice(2));
    if (read !== 'help') return read;
    say(USAGE);
    process.exit(0);
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exit(EX_USAGE);
  }
}

async function claim(): Promise<() => void> {
  try {
    return await claimDataFolder(dataDir);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}
