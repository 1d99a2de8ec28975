import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAuthenticate } from '@ringback/api/access/authenticate.ts';
import { bootstrapKey } from '@ringback/api/access/bootstrap-key.ts';
import { createKnownKeys } from '@ringback/api/access/known-keys.ts';
import { Config } from '@ringback/api/config.ts';
import { createApp } from '@ringback/api/http/app.ts';
import { createArrivals } from '@ringback/api/http/arrivals.ts';
import { createBodyRoom } from '@ringback/api/http/body-room.ts';
import { mount } from '@ringback/api/http/mount.ts';
import type { Kernel } from '@ringback/api/kernel.ts';
import { readPhoneBy } from '@ringback/api/lead-reading/read-phone.ts';
import { createQueueText } from '@ringback/api/queue/queue-text.ts';
import { MODULES } from '@ringback/api/routes/modules.ts';
import { createRecord } from '@ringback/api/webhooks/create-record.ts';
import type { LeadNotice } from '@ringback/api/webhooks/leads/lead-notice.ts';
import { createTakeLead } from '@ringback/api/webhooks/leads/take-lead.ts';
import { createTellKeptLead } from '@ringback/api/webhooks/leads/tell-kept-lead.ts';
import { createRecordOrKeep } from '@ringback/api/webhooks/record-or-keep.ts';
import { createVerify } from '@ringback/api/webhooks/twilio/verify.ts';
import { createWebhookMetrics } from '@ringback/api/webhooks/webhook-metrics.ts';
import { WEBHOOK_MODULES } from '@ringback/api/webhooks/webhooks.ts';
import { createApiKeys } from '@ringback/shared/db/access/api-keys.ts';
import type { Db } from '@ringback/shared/db/client.ts';
import { createLeadIntake } from '@ringback/shared/db/leads/lead-intake.ts';
import { createLeadSources } from '@ringback/shared/db/leads/lead-sources.ts';
import { createSuppressions } from '@ringback/shared/db/leads/suppressions.ts';
import { createInboundTexts } from '@ringback/shared/db/texts/inbound-texts.ts';
import { createProducer } from '@ringback/shared/queue/producer.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { createMetrics } from '@ringback/shared/runtime/metrics.ts';
import { readConfig } from '@ringback/shared/runtime/read-config.ts';
import type { VirtualClock } from '@ringback/simulator/virtual-clock.ts';
import { Router } from 'express';
import { Redis } from 'ioredis';
import type { AdversarialQueue } from './adversarial-queue.ts';
import type { Dice } from './dice.ts';
import type { Hearing } from './hearing.ts';
import { mortal, mortalDb } from './mortal.ts';
import type { Outages } from './outages.ts';
import type { Tally } from './tally.ts';
import type { Work } from './work.ts';

type Deps = {
  /** Which settings, given the address at which the doors turn out to be. */
  environment: (api: string) => Record<string, string>;
  db: Db;
  queue: AdversarialQueue;
  dice: Dice;
  /** The share of requests at which the process dies around its write. */
  crash: number;
  clock: VirtualClock;
  outages: Pick<Outages, 'backInMs'>;
  hearing: Pick<Hearing, 'through' | 'keep'>;
  uuid: () => string;
  work: Work;
  tally: Tally;
  log: Logger;
};

/** A webhook that was kept is told again within so long of the database's return. */
const KEPT_MS = 8_000;
/** At which SQL functions the api may die, and how that is counted. */
const DEATHS = {
  receive_lead: 'receive',
  record_delivery: 'recordDelivery',
  record_call_event: 'recordEvent',
  human_message: 'write',
  set_conversation_owner: 'setOwner',
  end_conversation: 'end',
};

/**
 * The modules of the api, with keys and signatures, and without Redis: over the same database and
 * queue as everything else, on a port of this machine.
 */
export async function startDoors(deps: Deps) {
  const { environment, db, queue, dice, crash, clock, uuid, work, tally, log } = deps;
  const { outages, hearing } = deps;
  const { now } = clock;
  const { enqueue } = queue;
  const server = createServer();
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const config = readConfig(Config, environment(url));

  const fate = { share: crash, dice, tally };
  const redis = new Redis({ lazyConnect: true });
  const kernel: Kernel = {
    db: mortalDb(db, { ...fate, names: DEATHS }),
    quietDb: db,
    redis,
    queue: {
      ...createProducer(redis, '{doors}'),
      enqueue,
      hasten: async () => false,
      isUp: () => true,
      firstUp: async () => undefined,
    },
    keys: createKnownKeys({
      apiKeys: createApiKeys(db),
      guardLookups: async () => undefined,
      log,
      now,
    }),
    leadSources: {
      ...createLeadSources(db),
      recall: () => undefined,
      listSoon: async () => undefined,
      stop: () => undefined,
    },
    sessions: null,
    metrics: createMetrics('doors'),
    ids: { uuid, token: uuid },
    now,
    log,
  };
  const { keys } = kernel;
  const authenticate = createAuthenticate({ keys, now });
  // Nobody looks at a screen in these two weeks.
  const activeLeads = { find: async () => null, set: async () => undefined };
  const { receive } = mortal(hearing.through(createInboundTexts(db)), {
    ...fate,
    names: ['receive'],
  });
  const recordOrKeep = createRecordOrKeep({
    record: createRecord(kernel, config, { activeLeads, receive }),
    // What could not be written is read again by the system itself, as the spool does it.
    spool: {
      async keep(notice) {
        tally.count('webhook kept for later');
        if (notice.kind === 'text_inbound') hearing.keep(String(notice.form['MessageSid']));
        const again = () => work.add(`kept ${notice.kind}`, recordOrKeep(notice));
        clock.after(outages.backInMs() + dice.below(KEPT_MS), again);
      },
    },
    log,
  });
  const metrics = createWebhookMetrics(kernel.metrics);
  const takeLead = createTakeLead({
    sources: kernel.leadSources,
    guardLookups: async () => undefined,
    intake: createLeadIntake(kernel.db),
    suppressions: createSuppressions(db),
    findKey: keys.find,
    readPhone: readPhoneBy(config),
    queueText: createQueueText({ enqueue, log, now }),
    metrics,
    log,
    now,
  });
  const tellKeptLead = createTellKeptLead({ takeLead, log });
  const keepLead = async (notice: LeadNotice): Promise<void> => {
    tally.count('form kept for later');
    const again = () =>
      tellKeptLead(notice).catch((thrown: unknown) => {
        const { code } = AppError.from(thrown);
        if (code === 'database_unavailable') return keepLead(notice);
        if (code !== 'undialable') throw thrown;
        // As the spool does with what can never be a lead: a person looks at it.
        tally.count('kept form set aside');
      });
    clock.after(outages.backInMs() + dice.below(KEPT_MS), () => work.add('kept form', again()));
  };
  await bootstrapKey({ db, key: config.bootstrapApiKey, log, now }).tried;

  const shared = {
    ...{ authenticate, activeLeads, recordOrKeep, takeLead, keepLead, metrics },
    arrivals: createArrivals(now),
    bodyRoom: createBodyRoom(),
    verifyCarrier: createVerify({ providers: config.providers, publicUrl: url }),
  };
  const routes = MODULES.flatMap((module) => module.routes(kernel, config));
  server.on(
    'request',
    createApp({
      health: Router(),
      docs: Router(),
      webhooks: WEBHOOK_MODULES.map((module) => module(kernel, config, shared)),
      ops: null,
      api: [mount(routes, { authenticate, limit: (_req, _res, next) => next() })],
      pages: (_req, _res, next) => next(),
      measure: (_req, _res, next) => next(),
      trustProxyHops: 0,
      secure: false,
      log,
    }),
  );

  return {
    url,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
