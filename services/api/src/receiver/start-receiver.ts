import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ListenAt } from '@ringback/shared/runtime/serve-health.ts';

export type Receiver = { port: number; stop(): Promise<void> };

export type ReceiverSettings = {
  listenAt: ListenAt;
  /** Where the api listens. */
  socketPath: string;
  redisUrl: string;
  queuePrefix: string;
  /** The Redis key of this api's unread texts. */
  owner: string;
  /** The number of trusted proxies before the api. */
  trustProxyHops: number;
};

export type FromReceiver = { port: number } | { failed: string; code: string | undefined };

const HERE = fileURLToPath(import.meta.url);
/** In the same folder and of the same kind: a source file, or its build by `npm run build`. */
const PROGRAM = join(dirname(HERE), `receiver-main${extname(HERE)}`);
/**
 * A large young generation, so that garbage collection is rare: during one, no arrival is recorded.
 */
const YOUNG_MB = 64;

/**
 * Receives requests in a process that does nothing else, and passes them on to a local socket. The
 * arrival times then do not depend on the load of the api: with several apis, only they give the
 * order of texts. A thread would not do: it shares locks with those that compute. Fails as `listen`
 * does, with the system's code.
 */
export async function startReceiver(settings: ReceiverSettings): Promise<Receiver> {
  const child = fork(PROGRAM, {
    execArgv: [`--max-semi-space-size=${YOUNG_MB}`, '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  child.send(settings);
  const started = await firstWord(child);
  if ('failed' in started) {
    child.kill('SIGKILL');
    throw Object.assign(new Error(started.failed), { code: started.code });
  }
  const lost = (code: number | null) => {
    throw new Error(`The receiver of the api exited (${code}).`);
  };
  child.once('exit', lost);
  return {
    port: started.port,
    async stop() {
      child.off('exit', lost);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.send('stop');
      await gone;
    },
  };
}

async function firstWord(child: ChildProcess): Promise<FromReceiver> {
  return new Promise((resolve) => {
    child.once('message', (word) => resolve(word as FromReceiver));
    child.once('error', (error) => resolve({ failed: error.message, code: undefined }));
    child.once('exit', (code) =>
      resolve({ failed: `The receiver could not start (${code}).`, code: undefined }),
    );
  });
}
