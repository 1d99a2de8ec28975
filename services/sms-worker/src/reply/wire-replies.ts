import type { Db } from '@ringback/shared/db/client.ts';
import { createModelBreaker } from '@ringback/shared/db/health/model-breaker.ts';
import { createLeads } from '@ringback/shared/db/leads/leads.ts';
import { createAnswerWithCall } from '@ringback/shared/db/texts/answer-with-call.ts';
import type { Conversations } from '@ringback/shared/db/texts/conversations.ts';
import { createFinishConversation } from '@ringback/shared/db/texts/finish-conversation.ts';
import { createInboundTexts } from '@ringback/shared/db/texts/inbound-texts.ts';
import type { Replies } from '@ringback/shared/db/texts/replies.ts';
import type { WordsJudged } from '@ringback/shared/db/texts/words-judged.ts';
import { createOptOutJudge, createReplier } from '@ringback/shared/providers/replies/providers.ts';
import { withBreaker } from '@ringback/shared/providers/with-breaker.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Config } from '../config.ts';
import type { SendSoon } from '../send/send-soon.ts';
import type { TextMetrics } from '../text-metrics.ts';
import { createGiveBack } from './give-back.ts';
import { createHandOver } from './hand-over.ts';
import { createJudgeTexts } from './judge-texts.ts';
import { createOptOut } from './opt-out.ts';
import { createPerformStep } from './perform-step.ts';
import { createRecordWords } from './record-words.ts';
import { createReplyToLead } from './reply-to-lead.ts';
import { createSettleWords } from './settle-words.ts';
import { createUpdateLead } from './update-lead.ts';

type Deps = {
  db: Db;
  replies: Replies;
  words: WordsJudged;
  conversations: Conversations;
  sendSoon: SendSoon;
  metrics: TextMetrics;
  log: Logger;
  uuid: () => string;
  now: Now;
};

/** About how long a person who waits for an answer looks at the screen. */
const MODEL_TIMEOUT_MS = 20_000;

/** Wires everything that answers a lead or judges its words. */
export function wireReplies(config: Config, deps: Deps) {
  const { db, replies, words, log, ...rest } = deps;
  const patience = { timeoutMs: MODEL_TIMEOUT_MS };
  const handOver = createHandOver({ ...rest, replies, line: config.handoverLine });
  const opting = {
    ...rest,
    scope: config.inbound.optOutScope,
    line: config.inbound.lines.optOut,
    confirmedBy: config.inbound.confirmedBy,
  };
  const breaker = createModelBreaker({ db, log, now: deps.now });
  const replier = createReplier(config.providers, patience);
  const recordWords = createRecordWords({ ...opting, words });
  const giveBack = createGiveBack({ ...rest, replies });
  const performStep = createPerformStep({
    ...rest,
    replies,
    finish: createFinishConversation(db),
    answerWithCall: createAnswerWithCall(db),
    optOut: createOptOut({ ...opting, inbound: createInboundTexts(db) }),
    handOver,
    giveBack,
    updateLead: createUpdateLead({ leads: createLeads(db), now: deps.now }),
  });
  const reply = createReplyToLead({
    ...rest,
    replies,
    replier: { reply: withBreaker(replier.reply, breaker) },
    breaker,
    settleWords: createSettleWords({ recordWords, metrics: rest.metrics }),
    performStep,
    giveBack,
    operator: config.policy.operator,
    allowedHosts: config.replyLinks,
    repliesPerDay: config.repliesPerDay,
  });
  const optOutJudge = createOptOutJudge(config.providers, patience);
  const judge = { judge: withBreaker(optOutJudge.judge, breaker) };
  return { reply, judgeTexts: createJudgeTexts({ ...rest, words, judge, recordWords }) };
}
