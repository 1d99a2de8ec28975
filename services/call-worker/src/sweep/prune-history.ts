import { FORGOTTEN, type Forgotten, type Retention } from '@ringback/shared/db/retention.ts';
import type { pruneHistory } from '@ringback/shared/jobs/catalog.ts';
import type { PayloadOf } from '@ringback/shared/jobs/define-job.ts';
import type { RecordingsOf } from '@ringback/shared/providers/calls/recordings.ts';
import type { Processor } from '@ringback/shared/queue/run-worker.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';

/** For how long each thing is kept; null is for ever. */
export type KeepMs = Record<Forgotten | 'recordings', number | null>;

type Deps = {
  retention: Retention;
  recordingsOf: RecordingsOf;
  keepMs: KeepMs;
  now: Now;
};

/** Small enough that nobody who writes has to wait for it. */
const SLICE = 2_000;
/** So many slices of a kind in one run: years that fall due at once are forgotten over some hours. */
const SLICES = 50;
/** Each is asked of the carrier. */
const RECORDINGS = 100;

/** Forgets what is older than it is to be kept, in slices; first the sound, which is not ours alone. */
export function createPruneHistory(deps: Deps): Processor<PayloadOf<typeof pruneHistory>> {
  const { retention, recordingsOf, keepMs, now } = deps;
  const before = (kind: keyof KeepMs) => {
    const ms = keepMs[kind];
    return ms === null ? null : new Date(now().getTime() - ms);
  };

  return async function pruneHistory(_, { log, signal }) {
    const forgotten: Record<string, number> = { recordings: await forgetRecordings(log) };
    for (const kind of FORGOTTEN) {
      const until = before(kind);
      forgotten[kind] = 0;
      if (until === null) continue;
      for (let slice = 0, gone = SLICE; slice < SLICES && gone === SLICE; slice += 1) {
        if (signal.aborted) break;
        gone = await retention.prune(kind, until, SLICE);
        forgotten[kind] += gone;
      }
    }
    if (Object.values(forgotten).every((n) => n === 0)) {
      return { kind: 'skip', reason: 'nothing is old enough' };
    }
    log.info({ forgotten }, 'history pruned');
    return { kind: 'done', result: forgotten };
  };

  /**
   * Old ones, and those of leads that were deleted, however long sound is kept. What the carrier does
   * not delete now stays on the list, and is asked for in the next run.
   */
  async function forgetRecordings(log: Logger): Promise<number> {
    const until = before('recordings');
    let gone = 0;
    const old = await retention.oldRecordings(until, RECORDINGS);
    for (const { call_id, provider, recording_sid } of old) {
      try {
        if (recording_sid !== null) await recordingsOf(provider)?.remove(recording_sid);
        if (await retention.forgetRecording(call_id, now())) gone += 1;
      } catch (err) {
        log.warn({ err, callId: call_id }, 'recording not deleted');
        break;
      }
    }
    return gone;
  }
}
