import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApiMetrics } from '@ringback/api/api-metrics.ts';
import { createApp } from '@ringback/api/app.ts';
import { bootstrapKey } from '@ringback/api/bootstrap-key.ts';
import { Config } from '@ringback/api/config.ts';
import { createAuthenticator } from '@ringback/api/http/authenticate.ts';
import { createBodyRoom } from '@ringback/api/http/body-room.ts';
import { mount } from '@ringback/api/http/mount.ts';
import { createQueueText } from '@ringback/api/queue-text.ts';
import { createRepositories } from '@ringback/api/repositories.ts';
import { leadRoutes } from '@ringback/api/routes/leads.ts';
import { createTexting } from '@ringback/api/texting.ts';
import type { LeadNotice } from '@ringback/api/webhooks/leads/lead-notice.ts';
import { leadWebhookRoutes } from '@ringback/api/webhooks/leads/routes.ts';
import { createTakeLead } from '@ringback/api/webhooks/leads/take-lead.ts';
import { createTellKeptLead } from '@ringback/api/webhooks/leads/tell-kept-lead.ts';
import { createRecordNotice } from '@ringback/api/webhooks/record-notice.ts';
import { createRecordOrKeep } from '@ringback/api/webhooks/record-or-keep.ts';
import { createVoiceWebhooks } from '@ringback/api/webhooks/twilio/create-voice-webhooks.ts';
import { createVerify } from '@ringback/api/webhooks/twilio/verify.ts';
import type { Db } from '@ringback/shared/db/client.ts';
import { parsePhone } from '@ringback/shared/domain/phone.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { createMetrics } from '@ringback/shared/runtime/metrics.ts';
import { readConfig } from '@ringback/shared/runtime/read-config.ts';
import type { VirtualClock } from '@ringback/simulator/virtual-clock.ts';
import { Router } from 'express';
import type { AdversarialQueue } from './adversarial-queue.ts';
import type { Dice } from './dice.ts';
import type { Hearing } from './hearing.ts';
import { mortal } from './mortal.ts';
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

/**
 * The api as its service wires it, keys, signatures and all, without Redis: over the same database
 * and queue as everything else, on a port of this machine.
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

  const whole = createRepositories(db);
  const fate = { share: crash, dice, tally };
  const repositories = {
    ...whole,
    leadIntake: mortal(whole.leadIntake, { ...fate, names: ['receive'] }),
    inboundTexts: mortal(hearing.through(whole.inboundTexts), { ...fate, names: ['receive'] }),
    messages: mortal(whole.messages, { ...fate, names: ['recordDelivery'] }),
    conversations: mortal(whole.conversations, { ...fate, names: ['write', 'setOwner', 'end'] }),
    calls: mortal(whole.calls, { ...fate, names: ['recordEvent'] }),
  };
  const readPhone = (text: string) => parsePhone(text, 'US', config.numbers);
  const ids = { uuid, token: uuid };
  const texting = createTexting({
    config,
    db,
    repositories,
    // Nobody looks at a screen in these two weeks.
    activeLeads: {
      find: async () => null,
      set: async () => undefined,
      drop: async () => undefined,
    },
    enqueue,
    readPhone,
    ids,
    log,
    now,
  });

  const { calls, arrivals, apiKeys } = repositories;
  const { recordText } = texting;
  const record = createRecordNotice({ calls, arrivals, enqueue, recordText, log });
  const recordOrKeep = createRecordOrKeep({
    record,
    // What could not be written is told again by the house itself, as the spool does it.
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
  const verifyCarrier = createVerify({ providers: config.providers, publicUrl: url });
  const bodyRoom = createBodyRoom();
  const metrics = createApiMetrics(createMetrics('doors'), {
    spooled: async () => 0,
    setAside: async () => 0,
  });
  const { authenticate, keys } = createAuthenticator({
    apiKeys,
    guardLookups: async () => undefined,
    log,
    now,
  });
  const takeLead = createTakeLead({
    sources: { ...repositories.leadSources, recall: () => undefined, listSoon: async () => {} },
    guardLookups: async () => undefined,
    intake: repositories.leadIntake,
    suppressions: repositories.suppressions,
    findKey: keys.find,
    readPhone,
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
        if (AppError.from(thrown).code !== 'database_unavailable') throw thrown;
        return keepLead(notice);
      });
    clock.after(outages.backInMs() + dice.below(KEPT_MS), () => work.add('kept form', again()));
  };
  await bootstrapKey({ apiKeys, key: config.bootstrapApiKey, log, now }).tried;

  const routes = [
    ...texting.routes,
    ...leadRoutes({
      ...repositories,
      producer: { enqueue, hasten: async () => false },
      readPhone,
      log,
      now,
    }),
  ];
  server.on(
    'request',
    createApp({
      health: Router(),
      docs: Router(),
      webhooks: [
        createVoiceWebhooks({
          bodyRoom,
          repositories,
          record: false,
          urls: { publicUrl: url, mediaPublicUrl: config.mediaPublicUrl },
          numbers: config.numbers,
          verifyCarrier,
          recordOrKeep,
          readPhone,
          metrics,
          ids,
          log,
          now,
        }),
        leadWebhookRoutes({
          takeLead,
          keepLead,
          recallSource: () => undefined,
          bodyRoom,
          log,
          now,
        }),
        ...texting.webhooks({ verifyCarrier, recordOrKeep, authenticate, metrics, bodyRoom }),
      ],
      ops: null,
      api: [mount(routes, { authenticate, limit: (_req, _res, next) => next() })],
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
