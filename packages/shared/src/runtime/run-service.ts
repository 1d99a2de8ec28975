import type { Logger } from './logger.ts';
import { ConfigError } from './read-config.ts';

export type Service = { stop(): Promise<void> };

/** For a process that was misconfigured, in the words of sysexits.h. */
const EX_CONFIG = 78;

type Options = { graceMs?: number };

/**
 * Starts, waits for a signal, stops in order. A second signal, or a stop that takes longer than
 * `graceMs`, ends the process at once.
 */
export async function runService(
  log: Logger,
  start: () => Promise<Service>,
  { graceMs = 25_000 }: Options = {},
): Promise<void> {
  const service = await start();
  log.info('started');

  const signal = await nextSignal();
  log.info({ signal }, 'stopping');
  const hurry = () => process.exit(1);
  process.once('SIGTERM', hurry);
  process.once('SIGINT', hurry);
  setTimeout(hurry, graceMs).unref();
  await service.stop();
  log.info('stopped');
  process.exit(0);
}

/** The outermost frame of every main.ts: a process that cannot start logs why, and exits. */
export async function main(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (thrown) {
    if (!(thrown instanceof ConfigError)) throw thrown;
    process.stderr.write(`${thrown.message}\n`);
    process.exit(EX_CONFIG);
  }
}

function nextSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, resolve);
  });
}
