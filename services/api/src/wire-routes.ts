import { readCallHealth } from '@ringback/shared/db/call-health.ts';
import type { Db } from '@ringback/shared/db/client.ts';
import type { ParsedPhone } from '@ringback/shared/domain/phone.ts';
import { createRecordings } from '@ringback/shared/providers/calls/recordings.ts';
import { createCheckTarget } from '@ringback/shared/providers/webhooks/guarded-lookup.ts';
import { createDeadLetters } from '@ringback/shared/queue/dead-letters.ts';
import { createInspector } from '@ringback/shared/queue/inspect.ts';
import type { Ids } from '@ringback/shared/runtime/ids.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Config } from './config.ts';
import type { Route } from './http/route.ts';
import type { QueueWhenUp } from './queue-when-up.ts';
import type { ReadHealth } from './read-health.ts';
import type { Repositories } from './repositories.ts';
import { agentRoutes } from './routes/agents.ts';
import { analysisRoutes } from './routes/analyses.ts';
import { appointmentRoutes } from './routes/appointments.ts';
import { callRoutes } from './routes/calls.ts';
import { deadLetterRoutes } from './routes/dead-letters.ts';
import { keyRoutes } from './routes/keys.ts';
import { leadRoutes } from './routes/leads.ts';
import { queueRoutes } from './routes/queue.ts';
import { recordingRoutes } from './routes/recording.ts';
import { retryCallRoutes } from './routes/retry-call.ts';
import { createScheduleCall } from './routes/schedule-call.ts';
import { suppressionRoutes } from './routes/suppressions.ts';
import { switchRoutes } from './routes/switches.ts';
import { transcriptRoutes } from './routes/transcripts.ts';
import { webhookEndpointRoutes } from './routes/webhooks.ts';

type Deps = {
  config: Config;
  db: Db;
  queue: QueueWhenUp;
  repositories: Repositories;
  readHealth: ReadHealth;
  /** A key that was taken back opens nothing any more. */
  forgetKeys: () => void;
  readPhone: (text: string) => ParsedPhone;
  cleanupMs: number | undefined;
  ids: Ids;
  log: Logger;
  now: () => Date;
};

/** What there is to ask for beside texts, wired: calls, leads, the queue, and who may do what. */
export function wireRoutes(deps: Deps): Route[] {
  const { config, db, queue, repositories, readHealth, forgetKeys, readPhone, cleanupMs } = deps;
  const { ids, log, now } = deps;
  const newId = ids.uuid;
  const { leads, agents, calls, callLists, transcripts, analyses, decisions } = repositories;
  const { appointments, suppressions, suppressionList, messages, apiKeys } = repositories;
  const scheduleCall = createScheduleCall({
    leads,
    calls,
    decisions,
    enqueue: queue.enqueue,
    readPhone,
    hours: config.hours,
    contactCaps: config.contactCaps,
    numbers: config.numbers,
    log,
    now,
    newId,
  });
  return [
    ...queueRoutes({
      scheduleCall,
      callLists,
      analyses,
      suppressionList,
      conversations: repositories.conversations,
      messages,
      readCallHealth: (at) => readCallHealth(db, at),
      readHealth,
      enqueue: queue.enqueue,
      inspector: createInspector(queue),
      log,
      now,
      newId,
      ...(cleanupMs === undefined ? {} : { cleanupMs }),
    }),
    ...deadLetterRoutes({ deadLetters: createDeadLetters(queue), log }),
    ...callRoutes({ callLists, calls, transcripts, analyses, decisions, producer: queue, now }),
    ...retryCallRoutes({ calls, enqueue: queue.enqueue, log, now, newId }),
    ...analysisRoutes({ analyses }),
    ...appointmentRoutes({ appointments }),
    ...recordingRoutes({ callLists, recordingsOf: createRecordings(config.providers) }),
    ...transcriptRoutes({ transcripts, callLists }),
    ...leadRoutes({
      leads,
      calls,
      callLists,
      decisions,
      messages,
      appointments,
      suppressions,
      producer: queue,
      readPhone,
      log,
      now,
    }),
    ...agentRoutes({ agents, readPhone, now }),
    ...suppressionRoutes({ suppressions, suppressionList, readPhone, now }),
    ...switchRoutes({ switches: repositories.switches, log, now }),
    ...webhookEndpointRoutes({
      endpoints: repositories.webhookEndpoints,
      deliveries: repositories.webhookDeliveries,
      checkTarget: createCheckTarget(config.webhooks),
      newToken: ids.token,
      now,
    }),
    ...keyRoutes({ apiKeys, newToken: ids.token, forgetKeys, now }),
  ];
}
