import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Options = {
  name: string;
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
  logDir: string;
  cwd?: string;
  /** Under whom it runs; left out, as we do. */
  uid?: number;
  gid?: number;
  /** It was here before: its log goes on. */
  again?: boolean;
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

/** Starts a service in its own process group, with its output in `<logDir>/<name>.log`. */
export function startChild(options: Options): Child {
  const { name, command, args, env, logDir, cwd, uid, gid, again = false } = options;
  mkdirSync(logDir, { recursive: true });
  const logFile = join(logDir, `${name}.log`);
  // The file itself, not a pipe through us: a service must be able to write when we are gone.
  const log = openSync(logFile, again ? 'a' : 'w');
  // Its own group: Ctrl-C in the terminal reaches only the supervisor, which stops all in order.
  const child = spawn(command, args, {
    env,
    cwd,
    uid,
    gid,
    detached: true,
    // Only Node speaks on the fourth; it closes with us, see die-with-parent.ts.
    stdio: ['pipe', log, log, ...(command === process.execPath ? (['ipc'] as const) : [])],
  });
  closeSync(log);
  // A child that left earlier must not bring the supervisor down with a broken pipe.
  child.stdin?.on('error', () => undefined);

  let stopping = false;
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) =>
      resolve(signal ? `killed by ${signal}` : `exit code ${code}`),
    );
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
