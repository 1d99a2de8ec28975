import { analyzeConversation } from '@ringback/shared/jobs/analyze-conversation.ts';
import { checkCalls } from '@ringback/shared/jobs/check-calls.ts';
import { cleanup } from '@ringback/shared/jobs/cleanup.ts';
import { endCall } from '@ringback/shared/jobs/end-call.ts';
import { scheduleCall } from '@ringback/shared/jobs/schedule-call.ts';
import { settleCall } from '@ringback/shared/jobs/settle-call.ts';
import { sweepCalls } from '@ringback/shared/jobs/sweep-calls.ts';

type Named = { name: string };

/** Every kind of job, for whoever looks at all queues. */
export const ALL_JOBS: Named[] = [
  scheduleCall,
  settleCall,
  endCall,
  analyzeConversation,
  cleanup,
  checkCalls,
  sweepCalls,
];

const BY_PREFIX: Record<string, Named> = {
  call: scheduleCall,
  settle: settleCall,
  end: endCall,
  analyze: analyzeConversation,
};

const OF_CALL =
  /^(call|settle|end|analyze)-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/;

/** Which queue an id belongs to, and which call it is about; null if no job has such ids. */
export function jobOfId(id: string): { job: Named; callId: string | null } | null {
  const [, prefix = '', callId] = OF_CALL.exec(id) ?? [];
  const job = BY_PREFIX[prefix];
  if (job && callId) return { job, callId };
  if (id.startsWith('cleanup-')) return { job: cleanup, callId: null };
  const scheduled = [checkCalls, sweepCalls].find(({ name }) => name === id);
  return scheduled ? { job: scheduled, callId: null } : null;
}
