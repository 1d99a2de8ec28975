import { join } from 'node:path';
import { checkReady } from '@ringback/shared/db/check-database.ts';
import { createArrivingTexts } from '@ringback/shared/db/texts/arriving-texts.ts';
import { createTakeInOrder } from '@ringback/shared/inbound/take-in-order.ts';
import { createActiveLeads } from '@ringback/shared/queue/active-leads.ts';
import { createBacklog } from '@ringback/shared/queue/backlog.ts';
import { NEWS_SPOOL } from '@ringback/shared/queue/news-spool.ts';
import type { UnreadTexts } from '@ringback/shared/queue/unread-texts.ts';
import type { Config } from '../config.ts';
import type { Arrivals } from '../http/arrivals.ts';
import { createBodyRoom } from '../http/body-room.ts';
import type { Authenticate } from '../http/route.ts';
import type { Kernel } from '../kernel.ts';
import { createRecord } from './create-record.ts';
import { createLeadSpool } from './leads/lead-spool.ts';
import { leadWebhooks } from './leads/module.ts';
import { Notice } from './notice.ts';
import { createRecordOrKeep } from './record-or-keep.ts';
import { retellWebhooks } from './retell/module.ts';
import { createSpool, type SpoolPlaces } from './spool.ts';
import { createSpoolFiles } from './spool-files.ts';
import { textWebhooks } from './twilio/text-module.ts';
import { createVerify } from './twilio/verify.ts';
import { voiceWebhooks } from './twilio/voice-module.ts';
import { createWebhookMetrics, exposeSpools } from './webhook-metrics.ts';
import type { WebhookModule } from './webhook-module.ts';

type Given = {
  authenticate: Authenticate;
  arrivals: Arrivals;
  /** Texts that have reached other processes; undefined where there are none. */
  others: UnreadTexts | undefined;
};

export const WEBHOOK_MODULES: WebhookModule[] = [
  voiceWebhooks,
  leadWebhooks,
  textWebhooks,
  retellWebhooks,
];

/** What carriers tell and where leads come in, with the spools that outlive an outage. */
export function createWebhooks(kernel: Kernel, config: Config, given: Given) {
  const { db, redis, queue, log, now } = kernel;
  const { publicUrl, queuePrefix, spoolDir } = config;
  const { authenticate, arrivals, others } = given;
  const placesOf = (name: string, dir: string): SpoolPlaces => ({
    backlog: createBacklog(redis, `${queuePrefix}:${name}`),
    dead: createBacklog(redis, `${queuePrefix}:${name}-dead`),
    files: createSpoolFiles(dir),
    isQueueUp: queue.isUp,
    isDatabaseUp: () =>
      checkReady(db).then(
        () => true,
        () => false,
      ),
  });

  // Texts take their places in the order in which they reach us, whatever comes between
  const arriving = createArrivingTexts(db);
  const { receive } = createTakeInOrder({ arriving, ...arrivals, ...(others && { others }), now });
  const activeLeads = createActiveLeads({ redis, prefix: queuePrefix, now });
  const metrics = createWebhookMetrics(kernel.metrics);
  const record = createRecord(kernel, config, { activeLeads, receive });
  const carriers = createSpool<Notice>({
    ...placesOf(NEWS_SPOOL, spoolDir),
    read: Notice.parse,
    tell: record,
    log,
  });
  const places = placesOf('lead-spool', join(spoolDir, 'leads'));
  const leads = createLeadSpool(kernel, config, { places, carriers, metrics });
  exposeSpools(kernel.metrics, {
    spooled: async () => (await carriers.size()) + (await leads.spool.size()),
    setAside: async () => (await carriers.setAside()) + (await leads.spool.setAside()),
  });
  const shared = {
    ...{ authenticate, arrivals, activeLeads, metrics },
    bodyRoom: createBodyRoom(),
    verifyCarrier: createVerify({ providers: config.providers, publicUrl }),
    recordOrKeep: createRecordOrKeep({ record, spool: carriers, log }),
    takeLead: leads.takeLead,
    keepLead: leads.keepLead,
  };

  return {
    routers: WEBHOOK_MODULES.map((module) => module(kernel, config, shared)),
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
