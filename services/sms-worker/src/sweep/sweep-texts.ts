import type { Conversations } from '@ringback/shared/db/texts/conversations.ts';
import type { Messages } from '@ringback/shared/db/texts/messages.ts';
import type { Replies } from '@ringback/shared/db/texts/replies.ts';
import type { WordsJudged } from '@ringback/shared/db/texts/words-judged.ts';
import { NEAR_MS } from '@ringback/shared/domain/near.ts';
import {
  analyzeConversation,
  judgeWords,
  smsFollowup,
  smsReply,
  type sweepTexts,
} from '@ringback/shared/jobs/catalog.ts';
import type { PayloadOf } from '@ringback/shared/jobs/define-job.ts';
import type { Producer } from '@ringback/shared/queue/producer.ts';
import type { Processor } from '@ringback/shared/queue/run-worker.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { PATIENCE_MS } from '../reply/judge-texts.ts';

type Deps = {
  messages: Pick<Messages, 'claimDue'>;
  replies: Pick<Replies, 'claimDue'>;
  conversations: Pick<Conversations, 'unanalysed'>;
  words: Pick<WordsJudged, 'claimDue'>;
  producer: Pick<Producer, 'enqueueAll' | 'revive'>;
  /** Stores the texts that a crashed api process left in its spool; returns how many. */
  takeInLeft?: () => Promise<number>;
  /** How many texts are queued already. Without it, all due texts are queued. */
  waiting?: () => Promise<number>;
  now: Now;
};

const BATCH = 500;
/** A thousand leads at once take two reads; a flood is left to later sweeps. */
const MOST_ROUNDS = 4;
/** Analyzing ended conversations is not urgent, and finding them costs more than the rest. */
const ENDED_BATCH = 100;
const ENDED_EVERY_MS = 15_000;
/** A campaign of a million is a million rows and never more jobs than this. */
const MOST_WAITING = 2_000;
/** Work that is this late may be blocked by a dead job of the same id. */
const OVERDUE_MS = 30_000;

/**
 * Plans the steps that come due and adds a job for every text whose sender's turn is near, and for
 * every answer that is due. The ids make a second job for the same work impossible. A campaign's calls
 * are rows of their own, which the sweep of calls finds.
 */
export function createSweepTexts(deps: Deps): Processor<PayloadOf<typeof sweepTexts>> {
  let endedAt = 0;
  return async function sweepTexts(_, { log }) {
    // First: among them may be a STOP.
    const left = (await deps.takeInLeft?.()) ?? 0;
    if (left > 0) log.warn({ left }, 'stored texts that an api process had left behind');
    const texts = await sweepMessages(deps);
    const replies = await sweepReplies(deps);
    const unjudged = await sweepUnjudged(deps);
    const at = deps.now().getTime();
    const looks = at - endedAt >= ENDED_EVERY_MS;
    const ended = looks ? await sweepEnded(deps) : 0;
    if (looks) endedAt = at;
    if (left + texts + replies + unjudged + ended === 0) {
      return { kind: 'skip', reason: 'nothing due' };
    }
    log.info({ texts, replies, unjudged, ended }, 'swept texts');
    return { kind: 'done' };
  };
}

async function sweepMessages({ messages, producer, waiting, now }: Deps): Promise<number> {
  let swept = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    if (waiting && (await waiting()) >= MOST_WAITING) break;
    const at = now();
    const { planned, due } = await messages.claimDue(NEAR_MS.texts, at, BATCH);
    const jobs = due.map(({ id, kind, turn_at: turnAt }) => ({
      payload: { messageId: id },
      options: {
        delayMs: Date.parse(turnAt) - at.getTime(),
        // A lead that waits for an answer does not queue behind a campaign.
        priority: kind === 'campaign' ? ('low' as const) : undefined,
      },
    }));
    await producer.enqueueAll(smsFollowup, jobs);
    // Its job produced nothing: a dead job of the same id may block a new one.
    const lost = due.filter(({ again }) => again);
    await Promise.all(lost.map(({ id }) => producer.revive(smsFollowup, { messageId: id })));
    swept += due.length;
    if (planned < BATCH && due.length < BATCH) break;
  }
  return swept;
}

async function sweepReplies({ replies, producer, now }: Deps): Promise<number> {
  const at = now();
  const due = (await replies.claimDue(NEAR_MS.texts, at, BATCH)).map((one) => ({
    payload: { conversationId: one.conversation_id, seq: one.last_inbound_seq },
    options: { delayMs: Date.parse(one.reply_due_at) - at.getTime() },
    isLate: isOverdue(one.reply_due_at, at),
  }));
  await producer.enqueueAll(smsReply, due);
  const late = due.filter(({ isLate }) => isLate);
  await Promise.all(late.map(({ payload }) => producer.revive(smsReply, payload)));
  return due.length;
}

async function sweepUnjudged({ words, producer, now }: Deps): Promise<number> {
  const at = now();
  const due = (await words.claimDue(NEAR_MS.texts, PATIENCE_MS, at, BATCH)).map((one) => ({
    payload: { conversationId: one.conversation_id, seq: one.seq },
    options: { delayMs: Date.parse(one.judge_at) - at.getTime() },
    isLate: isOverdue(one.judge_at, at),
  }));
  await producer.enqueueAll(judgeWords, due);
  const late = due.filter(({ isLate }) => isLate);
  await Promise.all(late.map(({ payload }) => producer.revive(judgeWords, payload)));
  return due.length;
}

async function sweepEnded({ conversations, producer, now }: Deps): Promise<number> {
  const ids = await conversations.unanalysed(now(), ENDED_BATCH);
  const payloads = ids.map((conversationId) => ({ conversationId }));
  await producer.enqueueAll(
    analyzeConversation,
    payloads.map((payload) => ({ payload })),
  );
  await Promise.all(payloads.map((payload) => producer.revive(analyzeConversation, payload)));
  return ids.length;
}

function isOverdue(dueAt: string, at: Date): boolean {
  return at.getTime() - Date.parse(dueAt) > OVERDUE_MS;
}
