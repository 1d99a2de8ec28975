import type { InboundHeartbeat } from '@ringback/shared/db/health/inbound-heartbeat.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';

type Deps = {
  door: InboundHeartbeat;
  /** Whether something has happened here of late. */
  isBusy: () => boolean;
  now: Now;
  log: Logger;
  everyMs?: number | undefined;
};

const EVERY_MS = 500;
/** What came in while the database was away for so long has to be read from the carrier's list, too. */
const AWAY_MS = 4_000;

/**
 * Says again and again that this process is at work and takes in webhooks; the first time is waited
 * for. Where nobody says so, workers contact nobody of their own accord: a lead's STOP would not be
 * heard.
 */
export async function keepDoor({ door, isBusy, now, log, everyMs = EVERY_MS }: Deps) {
  let opens = true;
  let saidAtMs = now().getTime();
  let saying: Promise<void> | null = null;

  async function say(): Promise<void> {
    try {
      await door.note(opens, now());
      opens = false;
      saidAtMs = now().getTime();
    } catch (err) {
      opens ||= now().getTime() - saidAtMs >= AWAY_MS;
      // Workers find out for themselves; the next one that gets through tells them of the gap.
      log.debug({ err }, 'could not say that webhooks are taken in');
    }
  }

  const beat = () => {
    saying ??= say().finally(() => {
      saying = null;
    });
    return saying;
  };
  /** In a house in which nothing happens every other time will do: one that gets lost is not missed. */
  let rested = false;
  const tick = () => {
    rested = !isBusy() && !rested;
    if (!rested) void beat();
  };
  await beat();
  const timer = setInterval(tick, everyMs);
  timer.unref();

  return {
    async stop() {
      clearInterval(timer);
      await saying;
      await door.close(now()).catch((err: unknown) => log.debug({ err }, 'left without a word'));
    },
  };
}
