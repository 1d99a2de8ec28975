import { z } from 'zod';
import { defineJob, type Job, type JobService } from './define-job.ts';
import { defineRound } from './define-round.ts';

/** Names one request, so that two requests are two jobs. */
const run = z.string().regex(/^[a-z0-9-]{1,60}$/i);
/** A place among the texts of a conversation. */
const Turn = z.object({ conversationId: z.uuid(), seq: z.number().int().min(0) });
const ofTurn = {
  about: ['conversation'] as const,
  parts: ({ conversationId, seq }: z.infer<typeof Turn>) => [conversationId, seq],
};

const MINUTE = 60_000;
/**
 * Once a minute even if `work_due` does not name it: a fault there delays it by no more than this.
 */
const WHEN_DUE = { everyMs: MINUTE, whenDue: true } as const;

/** Dial one call. The row in `calls` holds everything else; the job only names it. */
export const scheduleCall = defineJob({
  name: 'schedule-call',
  service: 'call-worker',
  payload: z.object({ callId: z.uuid() }),
  id: { prefix: 'call', about: ['call'], parts: ({ callId }) => [callId] },
  attempts: 8,
  backoffMs: 1_000,
});

/** Send one text. The row in `sms_messages` holds everything else; the job only names it. */
export const smsFollowup = defineJob({
  name: 'sms-followup',
  service: 'sms-worker',
  payload: z.object({ messageId: z.uuid() }),
  id: { prefix: 'text', about: ['message'], parts: ({ messageId }) => [messageId] },
  attempts: 8,
  backoffMs: 1_000,
});

/**
 * Judge how a call, or a conversation in texts, ended, with the words that prove it. `run`
 * separates a repeat that a person asked for from the one analysis that every ending gets. The id
 * does not say which of the two it is about; no call has the id of a conversation.
 */
export const analyzeConversation = defineJob({
  name: 'analyze-conversation',
  service: 'analyzer',
  payload: z.union([
    z.object({ callId: z.uuid(), run: z.string().max(40).optional() }),
    z.object({ conversationId: z.uuid(), run: z.string().max(40).optional() }),
  ]),
  id: {
    prefix: 'analyze',
    about: ['call', 'conversation'],
    parts: (payload) => [
      'callId' in payload ? payload.callId : payload.conversationId,
      ...(payload.run ? [payload.run] : []),
    ],
  },
  attempts: 4,
  backoffMs: 3_000,
});

export const CLEANUP_TASKS = ['stale-calls', 'idle-conversations', 'lost-work', 'all'] as const;
export type CleanupTask = (typeof CLEANUP_TASKS)[number];

/** Close calls that have lasted too long, after asking the carrier. */
export const cleanup = defineJob({
  name: 'cleanup',
  service: 'call-worker',
  payload: z.object({ task: z.enum(CLEANUP_TASKS), run }),
  id: { prefix: 'cleanup', about: [], parts: (payload) => [payload.run] },
  attempts: 1,
  backoffMs: 0,
  schedule: { everyMs: 5 * MINUTE, payload: { task: 'all', run: 'schedule' } },
});

/** A call has ended: dial again later, or have its words analyzed. */
export const settleCall = defineJob({
  name: 'settle-call',
  service: 'call-worker',
  payload: z.object({ callId: z.uuid() }),
  id: { prefix: 'settle', about: ['call'], parts: ({ callId }) => [callId] },
  attempts: 8,
  backoffMs: 1_000,
});

export const HANG_UP_REASONS = ['machine', 'operator', 'suppressed'] as const;

/** Hang up a live call, because a machine answered or an operator asked. */
export const endCall = defineJob({
  name: 'end-call',
  service: 'call-worker',
  payload: z.object({ callId: z.uuid(), reason: z.enum(HANG_UP_REASONS) }),
  id: { prefix: 'end', about: ['call'], parts: ({ callId }) => [callId] },
  attempts: 6,
  backoffMs: 500,
});

/** Ask the carrier about calls with an unknown outcome. */
export const checkCalls = defineRound('check-calls', 'call-worker', WHEN_DUE);

/** Give a job to every row that lost its own, or never had one. */
export const sweepCalls = defineRound('sweep-calls', 'call-worker', WHEN_DUE);

/**
 * Answer a lead. `seq` is the place of the text that made an answer due: a newer one, a new job.
 */
export const smsReply = defineJob({
  name: 'sms-reply',
  service: 'sms-worker',
  payload: Turn,
  id: { prefix: 'reply', ...ofTurn },
  attempts: 6,
  backoffMs: 2_000,
});

/**
 * Judge whether a lead's texts refuse contact, where no answer does it along the way. `seq` is the
 * place of the newest of them: a newer one, a new job.
 */
export const judgeWords = defineJob({
  name: 'judge-words',
  service: 'sms-worker',
  payload: Turn,
  id: { prefix: 'judge', ...ofTurn },
  attempts: 6,
  backoffMs: 2_000,
});

/** Fetch the pictures of a lead's text from the carrier, and keep them. */
export const fetchMedia = defineJob({
  name: 'fetch-media',
  service: 'sms-worker',
  payload: z.object({ messageId: z.uuid() }),
  id: { prefix: 'media', about: ['message'], parts: ({ messageId }) => [messageId] },
  attempts: 8,
  backoffMs: 1_000,
});

/** Give a job to every text whose pictures have none, and delete pictures past their retention. */
export const sweepMedia = defineRound('sweep-media', 'sms-worker', { everyMs: MINUTE });

/** Close idle conversations. */
export const endIdleConversations = defineJob({
  name: 'end-idle-conversations',
  service: 'sms-worker',
  payload: z.object({ run }),
  id: { prefix: 'idle', about: [], parts: (payload) => [payload.run] },
  attempts: 1,
  backoffMs: 0,
  schedule: { everyMs: 5 * MINUTE, payload: { run: 'schedule' } },
});

/** Ask the carrier about texts with an unknown outcome. */
export const checkTexts = defineRound('check-texts', 'sms-worker', WHEN_DUE);

/** Take in the texts whose webhook never came, from the carrier's list. */
export const findLostTexts = defineRound('find-lost-texts', 'sms-worker', WHEN_DUE);

/**
 * Plan the campaign steps that come due, and give a job to every text and answer that needs one.
 */
export const sweepTexts = defineRound('sweep-texts', 'sms-worker', WHEN_DUE);

/**
 * One attempt to deliver a message to an endpoint of the operator. The row in `webhook_deliveries`
 * holds the rest.
 */
export const deliverWebhook = defineJob({
  name: 'deliver-webhook',
  service: 'analyzer',
  payload: z.object({ deliveryId: z.uuid() }),
  id: { prefix: 'webhook', about: ['delivery'], parts: ({ deliveryId }) => [deliveryId] },
  attempts: 3,
  backoffMs: 1_000,
});

/** Give a job to every webhook whose attempt is due. */
export const sweepWebhooks = defineRound('sweep-webhooks', 'analyzer', WHEN_DUE);

/**
 * One attempt to text or mail a colleague that somebody needs a person. The row in `notifications`
 * holds the rest.
 */
export const sendNotification = defineJob({
  name: 'send-notification',
  service: 'sms-worker',
  payload: z.object({ notificationId: z.uuid() }),
  id: {
    prefix: 'notify',
    about: ['notification'],
    parts: ({ notificationId }) => [notificationId],
  },
  attempts: 3,
  backoffMs: 1_000,
});

/** Read the rules of notification for every need, and give a job to what is to be sent. */
export const sweepNotifications = defineRound('sweep-notifications', 'sms-worker', WHEN_DUE);

/** Delete what is past its retention. */
export const pruneHistory = defineRound('prune-history', 'call-worker', { everyMs: 60 * MINUTE });

/** Every job. Reports list the queues in this order: the most important first. */
export const CATALOG = [
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
  fetchMedia,
  sweepMedia,
  endIdleConversations,
  checkTexts,
  findLostTexts,
  sweepTexts,
  deliverWebhook,
  sweepWebhooks,
  sendNotification,
  sweepNotifications,
  pruneHistory,
] as const satisfies readonly Pick<Job<never>, 'name' | 'service' | 'about'>[];

/** The same as one type, for code that pairs each job with only its own payload. */
export const JOBS = CATALOG as readonly unknown[] as readonly Job<unknown>[];

export type CatalogJob = (typeof CATALOG)[number];
/** The jobs that a service works on. */
export type JobOf<Service extends JobService> = Extract<CatalogJob, { service: Service }>;
