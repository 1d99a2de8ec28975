import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export type Receiver = { port: number; stop(): Promise<void> };

export type ReceiverSettings = {
  port: number;
  /** Where the api listens. */
  socketPath: string;
  redisUrl: string;
  queuePrefix: string;
};

const YOUNG_MB = 96;

type Started = { port: number } | { failed: string; code: string | undefined };

/**
 * Receives requests in a thread that does nothing else, and passes them on to a local socket. What
 * the api is busy with does not change when they arrived: with several apis that is all there is to
 * tell the order of texts by. Fails as `listen` does, with the system's code.
 */
export async function startReceiver(settings: ReceiverSettings): Promise<Receiver> {
  const thread = new Worker(new URL('./receiver-thread.ts', import.meta.url), {
    workerData: settings,
    // Rarely in need of a garbage collection: while one runs, nobody sees what arrives.
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  const [started] = (await once(thread, 'message')) as [Started];
  if ('failed' in started) {
    await thread.terminate();
    throw Object.assign(new Error(started.failed), { code: started.code });
  }
  return {
    port: started.port,
    async stop() {
      thread.postMessage('stop');
      await once(thread, 'message');
      await thread.terminate();
    },
  };
}
