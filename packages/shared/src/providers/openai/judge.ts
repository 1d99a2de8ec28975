import { Judgement } from '../analysis/judgement.ts';
import type { Conversation, Judge } from '../analysis/port.ts';
import { JUDGE_CONVERSATION } from '../analysis/prompts/judge-conversation.ts';
import { createAsk, type OpenAiConfig } from './ask.ts';

/** A judgement takes some hundred tokens; the model's thinking counts too. */
const MAX_TOKENS = { usual: 4_000, more: 16_000 };

export function createOpenAiJudge(config: OpenAiConfig): Judge {
  const ask = createAsk(config, { name: 'conversation_analysis', schema: Judgement });

  return {
    async judge(conversation, { signal, room = 'usual' }) {
      const answer = await ask({
        instructions: JUDGE_CONVERSATION,
        input: inputOf(conversation),
        maxTokens: MAX_TOKENS[room],
        signal,
      });
      if (answer.kind !== 'answered') return answer;
      const { value: judgement, model, usage } = answer;
      return { kind: 'judged', judgement, model, usage };
    },
  };
}

function inputOf({ channel, nowLocal, weekday, turns }: Conversation): object {
  return {
    channel,
    now_local: nowLocal,
    weekday,
    turns: turns.map(({ turn, who, text, atLocal }) => ({ turn, who, text, at_local: atLocal })),
  };
}
