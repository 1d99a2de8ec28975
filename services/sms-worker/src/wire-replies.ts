import { createAnswerWithCall } from '@ringback/shared/db/answer-with-call.ts';
import type { Db } from '@ringback/shared/db/client.ts';
import type { Conversations } from '@ringback/shared/db/conversations.ts';
import { createFinishConversation } from '@ringback/shared/db/finish-conversation.ts';
import { createInboundTexts } from '@ringback/shared/db/inbound-texts.ts';
import { createLeads } from '@ringback/shared/db/leads.ts';
import { createModelBreaker } from '@ringback/shared/db/model-breaker.ts';
import type { Replies } from '@ringback/shared/db/replies.ts';
import { withBreaker } from '@ringback/shared/providers/openai/with-breaker.ts';
import { createOpenAiReplier } from '@ringback/shared/providers/replies/openai.ts';
import { createOpenAiOptOutJudge } from '@ringback/shared/providers/replies/openai-opt-out.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Config } from './config.ts';
import { createHandOver } from './hand-over.ts';
import { createReplyToLead } from './reply-to-lead.ts';
import type { SendSoon } from './send-soon.ts';
import { createOptOut, createSettleDoubts } from './settle-doubts.ts';
import type { TextMetrics } from './text-metrics.ts';
import { createUpdateLead } from './update-lead.ts';

type Deps = {
  db: Db;
  replies: Replies;
  conversations: Conversations;
  sendSoon: SendSoon;
  metrics: TextMetrics;
  log: Logger;
  uuid: () => string;
  now: Now;
};

/** A person who waits for an answer looks at the screen for about so long. */
const MODEL_TIMEOUT_MS = 20_000;

/** Everything that answers a lead, put together. */
export function wireReplies(config: Config, deps: Deps) {
  const { db, replies, log, ...rest } = deps;
  const openai = { ...config.openai, timeoutMs: MODEL_TIMEOUT_MS };
  const handOver = createHandOver({ ...rest, replies, line: config.handoverLine });
  const optOut = createOptOut({
    ...rest,
    inbound: createInboundTexts(db),
    scope: config.inbound.optOutScope,
    line: config.inbound.lines.optOut,
    confirmedBy: config.inbound.confirmedBy,
  });
  const breaker = createModelBreaker({ db, log, now: deps.now });
  const judge = createOpenAiOptOutJudge(openai);
  const replier = createOpenAiReplier(openai);
  return createReplyToLead({
    ...rest,
    replies,
    finish: createFinishConversation(db),
    answerWithCall: createAnswerWithCall(db),
    replier: { reply: withBreaker(replier.reply, breaker) },
    breaker,
    settleDoubts: createSettleDoubts({
      judge: { judge: withBreaker(judge.judge, breaker) },
      optOut,
      handOver,
    }),
    optOut,
    handOver,
    updateLead: createUpdateLead({ leads: createLeads(db), now: deps.now }),
    operator: config.policy.operator,
    allowedHosts: config.replyLinks,
    repliesPerDay: config.repliesPerDay,
  });
}
