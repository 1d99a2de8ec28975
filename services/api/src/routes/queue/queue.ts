import { createAnalyses } from '@ringback/shared/db/calls/analyses.ts';
import { readCallHealth } from '@ringback/shared/db/calls/call-health.ts';
import { createCallLists } from '@ringback/shared/db/calls/call-lists.ts';
import { createCalls } from '@ringback/shared/db/calls/calls.ts';
import { createDecisions } from '@ringback/shared/db/decisions.ts';
import { createLeads } from '@ringback/shared/db/leads/leads.ts';
import { createSuppressionList } from '@ringback/shared/db/leads/suppression-list.ts';
import { createCampaigns } from '@ringback/shared/db/texts/campaigns.ts';
import { createConversations } from '@ringback/shared/db/texts/conversations.ts';
import { createMessages } from '@ringback/shared/db/texts/messages.ts';
import { createInspector } from '@ringback/shared/queue/inspect.ts';
import { systemHealth } from '../../health/system-health.ts';
import { readPhoneBy } from '../../lead-reading/read-phone.ts';
import { createQueueText } from '../../queue/queue-text.ts';
import { apiModule } from '../api-module.ts';
import { analyzeAgain } from './analyze-conversation.ts';
import { cleanUp } from './clean-up.ts';
import { getJob } from './get-job.ts';
import { queueStats } from './queue-stats.ts';
import { scheduleCall } from './schedule-call.ts';
import { smsFollowup } from './sms-followup.ts';

/** Requests to the queue, and its state. */
export const queue = apiModule(
  [scheduleCall, smsFollowup, analyzeAgain, cleanUp, queueStats, getJob],
  (kernel, config) => {
    const { db, queue, ids, log, now } = kernel;
    const { enqueue } = queue;
    return {
      leads: createLeads(db),
      calls: createCalls(db),
      callLists: createCallLists(db),
      campaigns: createCampaigns(db),
      conversations: createConversations(db),
      messages: createMessages(db),
      analyses: createAnalyses(db),
      decisions: createDecisions(db),
      suppressionList: createSuppressionList(db),
      readCallHealth: (at: Date) => readCallHealth(db, at),
      readHealth: systemHealth(kernel, config),
      queueText: createQueueText({ enqueue, log, now }),
      enqueue,
      inspector: createInspector(queue),
      readPhone: readPhoneBy(config),
      hours: config.hours,
      contactCaps: config.contactCaps,
      maxLiveCalls: config.maxLiveCalls,
      numbers: config.numbers,
      defaultSender: config.texts.sender,
      cleanupMs: config.cleanupMs,
      log,
      now,
      newId: ids.uuid,
    };
  },
);
