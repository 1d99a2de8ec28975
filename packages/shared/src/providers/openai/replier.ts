import { z } from 'zod';
import { garbled, type NoAnswer } from '../model-answer.ts';
import {
  REPLY_TOOLS,
  type Replier,
  type ReplyAnswer,
  type ReplyRequest,
  type ToolWish,
} from '../replies/port.ts';
import { replyInstructions } from '../replies/prompts/write-reply.ts';
import { recentHistory } from '../replies/recent-history.ts';
import { WordsJudgement } from '../replies/words-judgement.ts';
import { createAsk, type OpenAiConfig } from './ask.ts';
import { parseJson } from './read-answer.ts';

/** Strict, so nothing is optional. A model writes the keys in this order: reasons first. */
const SmsReply = z.object({
  refusal: z.object(WordsJudgement),
  reason: z.string(),
  tool: z.object({ name: z.enum(REPLY_TOOLS), arguments: z.string() }).nullable(),
  reply: z.string().nullable(),
  confidence: z.number(),
});

const MAX_TOKENS = { usual: 2_000, more: 8_000 };

export function createOpenAiReplier(config: OpenAiConfig): Replier {
  const ask = createAsk(config, { name: 'sms_reply', schema: SmsReply });

  return {
    async reply(request, { signal, room = 'usual' }): Promise<ReplyAnswer> {
      const answer = await ask({
        instructions: replyInstructions(request),
        input: inputOf(request),
        maxTokens: MAX_TOKENS[room],
        signal,
      });
      if (answer.kind !== 'answered') return answer;
      const { value, model, usage } = answer;
      const { refusal, reason, reply: text, confidence } = value;

      const tool = value.tool && wishOf(value.tool, request);
      if (tool && 'kind' in tool) return tool;
      return {
        kind: 'reply',
        refusal,
        text: text === null || text.trim() === '' ? null : text,
        tool,
        reason,
        confidence: Math.min(1, Math.max(0, confidence)),
        model,
        usage,
      };
    },
  };
}

function wishOf(
  { name, arguments: given }: NonNullable<z.infer<typeof SmsReply>['tool']>,
  { tools }: ReplyRequest,
): ToolWish | NoAnswer {
  // The schema names every tool, so that it stays the same; the offered ones change.
  if (!tools.includes(name)) return garbled('a tool that was not on offer');
  const value = parseJson(given);
  return isRecord(value) ? { name, arguments: value } : garbled('arguments that are no object');
}

function inputOf({
  nowLocal,
  weekday,
  agent,
  lead,
  history,
  toJudge,
  tools,
}: ReplyRequest): object {
  return {
    now_local: nowLocal,
    weekday,
    lead: { name: lead.name },
    history: recentHistory(history).map(({ who, channel, text, at }) => ({
      who: who === 'lead' ? 'lead' : 'agent',
      by: who === 'staff' ? 'staff' : undefined,
      channel,
      text,
      at,
    })),
    to_judge: toJudge,
    tools,
    goal: agent.goal,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
