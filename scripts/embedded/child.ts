import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';

type Options = {
  name: string;
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  logDir: string;
  cwd?: string;
};

export type Child = {
  name: string;
  pid: number;
  process: ChildProcess;
  /** The first message a forked child sends. */
  message: Promise<unknown>;
  /** Rejects with the last log lines when it ends without having been stopped. */
  gone: Promise<never>;
  /** Asks it to leave and resolves when it has; after the grace it is killed. */
  stop(graceMs: number): Promise<void>;
  kill(): void;
};

const LAST_LINES = 20;

/** What it printed may arrive after its end, unless a process of its own keeps the pipe open. */
const DRAIN_MS = 500;

/** Starts a service in its own process group, with its output in `<logDir>/<name>.log`. */
export function startChild({ name, command, args, env, logDir, cwd }: Options): Child {
  mkdirSync(logDir, { recursive: true });
  const logFile = join(logDir, `${name}.log`);
  const log = createWriteStream(logFile);
  // Its own group: Ctrl-C in the terminal reaches only the supervisor, which stops all in order.
  const child = spawn(command, args, {
    env,
    cwd,
    detached: true,
    // Only Node speaks on the fourth; it closes with us, see die-with-parent.ts.
    stdio: ['pipe', 'pipe', 'pipe', ...(command === process.execPath ? (['ipc'] as const) : [])],
  });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  // A child that left earlier must not bring the supervisor down with a broken pipe.
  child.stdin?.on('error', () => undefined);

  const drained = Promise.all([child.stdout, child.stderr].map((out) => out && finished(out)));
  drained.catch(() => undefined);

  let stopping = false;
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', async (code, signal) => {
      await Promise.race([drained, pause(DRAIN_MS, undefined, { ref: false })]);
      log.end(() => resolve(signal ? `killed by ${signal}` : `exit code ${code}`));
    });
  });
  const gone = exited.then((how) => {
    if (stopping) return new Promise<never>(() => undefined);
    throw new Error(`${name} ended by itself (${how}). Its last words:\n${lastLines(logFile)}`);
  });
  gone.catch(() => undefined);
  const message = new Promise<unknown>((resolve) => child.once('message', resolve));

  return {
    name,
    pid: child.pid ?? -1,
    process: child,
    message,
    gone,
    async stop(graceMs) {
      stopping = true;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await exited;
      clearTimeout(timer);
    },
    kill() {
      stopping = true;
      child.kill('SIGKILL');
    },
  };
}

function lastLines(file: string): string {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(-LAST_LINES);
  return lines.map((line) => `  | ${line}`).join('\n');
}
