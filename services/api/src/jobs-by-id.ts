import { analyzeConversation } from '@ringback/shared/jobs/analyze-conversation.ts';
import { checkCalls } from '@ringback/shared/jobs/check-calls.ts';
import { checkTexts } from '@ringback/shared/jobs/check-texts.ts';
import { cleanup } from '@ringback/shared/jobs/cleanup.ts';
import { deliverWebhook } from '@ringback/shared/jobs/deliver-webhook.ts';
import { endCall } from '@ringback/shared/jobs/end-call.ts';
import { endIdleConversations } from '@ringback/shared/jobs/end-idle-conversations.ts';
import { findLostTexts } from '@ringback/shared/jobs/find-lost-texts.ts';
import { judgeWords } from '@ringback/shared/jobs/judge-words.ts';
import { pruneHistory } from '@ringback/shared/jobs/prune-history.ts';
import { scheduleCall } from '@ringback/shared/jobs/schedule-call.ts';
import { settleCall } from '@ringback/shared/jobs/settle-call.ts';
import { smsFollowup } from '@ringback/shared/jobs/sms-followup.ts';
import { smsReply } from '@ringback/shared/jobs/sms-reply.ts';
import { sweepCalls } from '@ringback/shared/jobs/sweep-calls.ts';
import { sweepTexts } from '@ringback/shared/jobs/sweep-texts.ts';
import { sweepWebhooks } from '@ringback/shared/jobs/sweep-webhooks.ts';

type Named = { name: string };

/** Every kind of job, for whoever looks at all queues; those that are asked about most come first. */
export const ALL_JOBS: Named[] = [
  scheduleCall,
  smsFollowup,
  analyzeConversation,
  cleanup,
  settleCall,
  endCall,
  checkCalls,
  sweepCalls,
  smsReply,
  judgeWords,
  endIdleConversations,
  checkTexts,
  findLostTexts,
  sweepTexts,
  deliverWebhook,
  sweepWebhooks,
  pruneHistory,
];

const BY_PREFIX: Record<string, Named> = {
  call: scheduleCall,
  settle: settleCall,
  end: endCall,
  analyze: analyzeConversation,
  text: smsFollowup,
  reply: smsReply,
  judge: judgeWords,
};

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const OF_ROW = new RegExp(`^(call|settle|end|analyze|text|reply|judge)-(${UUID})`);

/** What a job is about: one row of a kind, or nothing in particular. */
export type About = {
  job: Named;
  callId: string | null;
  messageId: string | null;
  conversationId: string | null;
};

const NOTHING = { callId: null, messageId: null, conversationId: null };

/** Which queue an id belongs to, and what it is about; null if no job has such ids. */
export function jobOfId(id: string): About | null {
  const [, prefix = '', rowId] = OF_ROW.exec(id) ?? [];
  const job = BY_PREFIX[prefix];
  if (job && rowId) {
    if (prefix === 'text') return { job, ...NOTHING, messageId: rowId };
    if (prefix === 'reply' || prefix === 'judge') return { job, ...NOTHING, conversationId: rowId };
    // An analysis is about a call or a conversation; their ids never meet.
    const conversationId = prefix === 'analyze' ? rowId : null;
    return { job, ...NOTHING, callId: rowId, conversationId };
  }
  if (id.startsWith('cleanup-')) return { job: cleanup, ...NOTHING };
  if (id.startsWith('webhook-')) return { job: deliverWebhook, ...NOTHING };
  if (id.startsWith('idle-')) return { job: endIdleConversations, ...NOTHING };
  // What a schedule adds has the name of its kind for an id.
  const scheduled = ALL_JOBS.find(({ name }) => name === id);
  return scheduled ? { job: scheduled, ...NOTHING } : null;
}
