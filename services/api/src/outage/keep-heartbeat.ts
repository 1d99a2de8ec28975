import type { InboundHeartbeat } from '@ringback/shared/db/health/inbound-heartbeat.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';

type Deps = {
  heartbeat: InboundHeartbeat;
  /** Whether there was activity recently. */
  isBusy: () => boolean;
  now: Now;
  log: Logger;
  everyMs?: number | undefined;
};

const EVERY_MS = 500;
/** After an outage of this length, inbound texts have to be read from the carrier's list, too. */
const AWAY_MS = 4_000;

/**
 * Reports regularly that this process runs and takes in webhooks; the first report is awaited.
 * Without a report, workers contact no lead on their own, since a lead's STOP would not be
 * received.
 */
export async function keepHeartbeat({ heartbeat, isBusy, now, log, everyMs = EVERY_MS }: Deps) {
  let opens = true;
  let saidAtMs = now().getTime();
  let saying: Promise<void> | null = null;

  async function say(): Promise<void> {
    try {
      await heartbeat.note(opens, now());
      opens = false;
      saidAtMs = now().getTime();
    } catch (err) {
      opens ||= now().getTime() - saidAtMs >= AWAY_MS;
      // Workers notice it themselves; the next successful report informs them of the gap.
      log.debug({ err }, 'could not say that webhooks are taken in');
    }
  }

  const beat = () => {
    saying ??= say().finally(() => {
      saying = null;
    });
    return saying;
  };
  /** In an idle system every second heartbeat is enough: one lost heartbeat does not matter. */
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
      await heartbeat
        .close(now())
        .catch((err: unknown) => log.debug({ err }, 'left without a word'));
    },
  };
}
