import { createApiKeys } from '@ringback/shared/db/access/api-keys.ts';
import { createMediaSessions } from '@ringback/shared/db/calls/media-sessions.ts';
import { createTranscripts } from '@ringback/shared/db/calls/transcripts.ts';
import { checkReady } from '@ringback/shared/db/check-database.ts';
import { connectDb } from '@ringback/shared/db/client.ts';
import { createHeartbeatRows } from '@ringback/shared/db/health/heartbeats.ts';
import { createSuppressions } from '@ringback/shared/db/leads/suppressions.ts';
import { createConversationModel } from '@ringback/shared/providers/conversation/providers.ts';
import { createAnnouncer } from '@ringback/shared/queue/announcer.ts';
import { connectBriskly } from '@ringback/shared/queue/connect.ts';
import { type Now, systemNow } from '@ringback/shared/runtime/clock.ts';
import { exposeNeeds } from '@ringback/shared/runtime/expose-needs.ts';
import { type Ids, systemIds } from '@ringback/shared/runtime/ids.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { createMayLook } from '@ringback/shared/runtime/may-look.ts';
import { createMetrics } from '@ringback/shared/runtime/metrics.ts';
import type { Service } from '@ringback/shared/runtime/run-service.ts';
import { startHeartbeat } from '@ringback/shared/runtime/start-heartbeat.ts';
import { within } from '@ringback/shared/runtime/within.ts';
import { createCarrier } from './carrier/carrier.ts';
import type { Config } from './config.ts';
import { GOODBYE_MS, startGateway } from './gateway.ts';
import { createDurableWriter } from './record/durable-writer.ts';
import { createSpool } from './record/spool.ts';

import { createModelWatch } from './session/model-watch.ts';
import { SESSION_TIMING, type SessionTiming } from './session/session-deps.ts';
import { createTellSignal } from './session/signal-channel.ts';

/** `fetch` replaces the network for the database, and only for it. */
export type Overrides = {
  fetch?: typeof fetch;
  now?: Now;
  ids?: Ids;
  timing?: Partial<SessionTiming>;
};

const LOOK_MS = 1_000;
/** With many calls their turns are written together; a single call's are recorded at once. */
const WRITE_EVERY_MS = 1_000;

/** After the drain: goodbyes, the last writes, and the spool. */
export const STOP_MS = GOODBYE_MS + 20_000;

/** The whole of the media gateway, wired. Tests start it too, against the simulator. */
export async function startMediaGateway(
  config: Config,
  log: Logger,
  { fetch = globalThis.fetch, now = systemNow, ids = systemIds, timing = {} }: Overrides = {},
): Promise<Service & { port: number }> {
  // A short timeout: an event that cannot be published is found by its readers a second later.
  const redis = config.redisUrl === null ? null : connectBriskly(config.redisUrl);
  const db = connectDb({
    ...config.database,
    fetch: redis ? createAnnouncer(redis, config.queuePrefix).afterWrites(fetch) : fetch,
  });
  const writer = createDurableWriter({
    transcripts: createTranscripts(db),
    suppressions: createSuppressions(db),
    mediaSessions: createMediaSessions(db),
    spool: createSpool(config.spoolDir, ids.uuid()),
    log,
    now,
    everyMs: WRITE_EVERY_MS,
  });
  await writer.recover();
  const model = createConversationModel(config.providers);
  const modelWatch = createModelWatch({ model, log });

  const mediaSessions = createMediaSessions(db);
  // The first query of a cold database takes longest, and a lead on the telephone would wait for it.
  await mediaSessions.open('warm-up', 'no token', now()).catch(() => undefined);
  const metrics = createMetrics('media-gateway');
  exposeNeeds(metrics, { database: () => checkReady(db) });
  let life: Awaited<ReturnType<typeof startHeartbeat>> | undefined;
  const gateway = await startGateway({
    listenAt: config,
    ...createCarrier(config),
    maxSessions: config.maxSessions,
    drainMs: config.drainMs,
    checks: { database: () => checkReady(db) },
    mayLook: createMayLook({
      findKey: (keyHash) => createApiKeys(db).findOpen(keyHash, now()),
      now,
    }),
    metrics,
    model,
    modelReports: {
      opened: modelWatch.reports.opened,
      failed(reason) {
        modelWatch.reports.failed(reason);
        // Before the next call is dialed, not two seconds later.
        void life?.now();
      },
    },
    mediaSessions,
    writer,
    tellSignal: createTellSignal(redis && { redis, prefix: config.queuePrefix }, { log, now }),
    log,
    now,
    recorded: config.recorded,
    timing: { ...SESSION_TIMING, ...timing },
  });

  const signs = createHeartbeatRows(connectDb({ ...config.database, fetch }));
  const instance = ids.uuid();
  life = await startHeartbeat({
    async send() {
      // A trial may take longer than a heartbeat may wait.
      await within(modelWatch.check(), LOOK_MS).catch(() => undefined);
      const fault = gateway.isDraining() ? 'draining' : modelWatch.fault();
      await signs.note('media-gateway', instance, fault);
    },
    takeBack: () => signs.signOff('media-gateway', instance),
    log,
  });

  return {
    port: gateway.port,
    async stop() {
      await life?.stop();
      await gateway.stop();
      await writer.stop();
      redis?.disconnect();
    },
  };
}
