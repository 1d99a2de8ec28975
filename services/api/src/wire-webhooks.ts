import { join } from 'node:path';
import { checkReady } from '@ringback/shared/db/check-database.ts';
import type { Db } from '@ringback/shared/db/client.ts';
import type { ParsedPhone } from '@ringback/shared/domain/phone.ts';
import { createBacklog } from '@ringback/shared/queue/backlog.ts';
import type { connectBriskly } from '@ringback/shared/queue/connect.ts';
import { NEWS_SPOOL } from '@ringback/shared/queue/news-spool.ts';
import type { Ids } from '@ringback/shared/runtime/ids.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { ApiMetrics } from './api-metrics.ts';
import type { Config } from './config.ts';
import type { Authenticate, Keys } from './http/authenticate.ts';
import { createBodyRoom } from './http/body-room.ts';
import { asGuard, byAddress, createLimit, type Limits } from './http/limit.ts';
import { createQueueText } from './queue-text.ts';
import type { QueueWhenUp } from './queue-when-up.ts';
import type { Repositories } from './repositories.ts';
import type { Texting } from './texting.ts';
import { createLeadDoor } from './webhooks/leads/create-lead-door.ts';
import type { KnownSources } from './webhooks/leads/known-sources.ts';
import { Notice } from './webhooks/notice.ts';
import { createRecordNotice } from './webhooks/record-notice.ts';
import { createRecordOrKeep } from './webhooks/record-or-keep.ts';
import { createSpool, type SpoolPlaces } from './webhooks/spool.ts';
import { createSpoolFiles } from './webhooks/spool-files.ts';
import { createVoiceWebhooks } from './webhooks/twilio/create-voice-webhooks.ts';
import { createVerify } from './webhooks/twilio/verify.ts';

type Deps = {
  config: Config;
  db: Db;
  redis: ReturnType<typeof connectBriskly>;
  queue: QueueWhenUp;
  repositories: Repositories;
  leadSources: KnownSources;
  texting: Pick<Texting, 'recordText' | 'webhooks'>;
  limits: Limits;
  authenticate: Authenticate;
  keys: Keys;
  readPhone: (text: string) => ParsedPhone;
  metrics: ApiMetrics;
  ids: Ids;
  log: Logger;
  now: () => Date;
};

/** Leads that nobody can check, while the database is away. */
const UNPROVEN_LEADS_PER_MINUTE = 60;
/** Of sources that who asks cannot prove to be; each costs a look into the database. */
const LEAD_LOOKUPS_PER_MINUTE = 600;

/** What carriers tell and where leads come in, wired, with the spools that outlive an outage. */
export function wireWebhooks(deps: Deps) {
  const { config, db, redis, queue, repositories, texting, limits, authenticate, keys } = deps;
  const { readPhone, metrics, ids, log, now } = deps;
  const { calls, arrivals } = repositories;
  const { publicUrl, queuePrefix, spoolDir } = config;
  const { enqueue } = queue;
  const isDatabaseUp = () =>
    checkReady(db).then(
      () => true,
      () => false,
    );
  const placesOf = (name: string, dir: string): SpoolPlaces => ({
    backlog: createBacklog(redis, `${queuePrefix}:${name}`),
    dead: createBacklog(redis, `${queuePrefix}:${name}-dead`),
    files: createSpoolFiles(dir),
    isQueueUp: queue.isUp,
    isDatabaseUp,
  });

  const bodyRoom = createBodyRoom();
  const { recordText } = texting;
  const record = createRecordNotice({ calls, arrivals, enqueue, recordText, log });
  const carriers = createSpool<Notice>({
    ...placesOf(NEWS_SPOOL, spoolDir),
    read: Notice.parse,
    tell: record,
    log,
  });
  const recordOrKeep = createRecordOrKeep({ record, spool: carriers, log });
  const verifyCarrier = createVerify({ providers: config.providers, publicUrl });
  const leads = createLeadDoor({
    sources: deps.leadSources,
    intake: repositories.leadIntake,
    suppressions: repositories.suppressions,
    keys,
    places: placesOf('lead-spool', join(spoolDir, 'leads')),
    carriers,
    guardUnproven: asGuard(
      createLimit(limits, {
        name: 'unproven-leads',
        perMinute: UNPROVEN_LEADS_PER_MINUTE,
        keyOf: byAddress,
      }),
    ),
    guardLookups: asGuard(
      createLimit(limits, {
        name: 'lead-lookups',
        perMinute: LEAD_LOOKUPS_PER_MINUTE,
        keyOf: byAddress,
      }),
    ),
    bodyRoom,
    readPhone,
    queueText: createQueueText({ enqueue, log, now }),
    metrics,
    log,
    now,
  });

  return {
    routers: [
      createVoiceWebhooks({
        repositories,
        record: config.recordCalls,
        urls: config,
        numbers: config.numbers,
        verifyCarrier,
        bodyRoom,
        recordOrKeep,
        readPhone,
        metrics,
        ids,
        log,
        now,
      }),
      leads.router,
      ...texting.webhooks({ verifyCarrier, recordOrKeep, authenticate, metrics, bodyRoom }),
    ],
    /** How many wait for the database. */
    spooled: async () => (await carriers.size()) + (await leads.spool.size()),
    /** How many nobody could tell. */
    setAside: async () => (await carriers.setAside()) + (await leads.spool.setAside()),
    start() {
      carriers.start();
      leads.spool.start();
    },
    async stop() {
      await leads.spool.stop();
      await carriers.stop();
    },
  };
}
