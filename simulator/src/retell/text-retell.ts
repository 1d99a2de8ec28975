import { judgeCall } from '../openai/judge-call.ts';
import { writeReply } from '../openai/write-reply.ts';
import type { World } from '../world.ts';
import { addMessage, type Chat, newChat } from './chat.ts';
import { readInboundAnswer } from './inbound-answer.ts';
import { sendEvent } from './send-event.ts';

export type RetellText = {
  from: string;
  to: string;
  body: string;
  /** Where `chat_*` events go. */
  url: string;
  /** Where a number asks what to do with a text; null skips the question. */
  inboundUrl: string | null;
  agentId: string | null;
  /** The chat ends by itself after this much silence. */
  endAfterMs: number;
};

const SENTIMENTS = { positive: 'Positive', neutral: 'Neutral', negative: 'Negative' } as const;

/** A lead texts a number that Retell serves. Returns the chat's id; null when there is no chat. */
export async function textRetell(world: World, text: RetellText): Promise<string | null> {
  const pair = `${text.to} ${text.from}`;
  const open = [...world.chats].find(
    ([name, chat]) => name.startsWith(`${pair} `) && chat.chat_status === 'ongoing',
  )?.[1];
  const chat = open ?? (await openChat(world, pair, text));
  if (chat === null) return null;

  const { texts } = world;
  addMessage(chat, 'user', text.body, texts.now());
  const { reply } = writeReply({
    now_local: new Date(texts.now()).toISOString().slice(0, 16),
    lead: { name: nameIn(chat) },
    history: chat.message_with_tool_calls.map(({ role, content }) => ({
      who: role === 'user' ? ('lead' as const) : ('agent' as const),
      text: content,
    })),
    to_judge: [],
    tools: [],
  });
  if (reply !== null) addMessage(chat, 'agent', reply, texts.now());
  const length = chat.message_with_tool_calls.length;
  texts.later(text.endAfterMs, () => {
    const isSilent = chat.message_with_tool_calls.length === length;
    if (isSilent && chat.chat_status === 'ongoing') texts.track(endChat(world, chat, text));
  });
  return chat.chat_id;
}

/** The lead's name, as the answer to `chat_inbound` gave it. */
function nameIn({ retell_llm_dynamic_variables: variables = {} }: Chat): string | null {
  const name = variables['customer_name'] ?? variables['name'];
  return typeof name === 'string' && name !== '' ? name : null;
}

async function openChat(
  world: World,
  pair: string,
  { from, to, url, inboundUrl, agentId }: RetellText,
): Promise<Chat | null> {
  const now = world.texts.now();
  const numbers = { from_number: from, to_number: to };
  const bound = agentId === null ? {} : { agent_id: agentId };
  const asked =
    inboundUrl === null
      ? ''
      : await sendEvent(world, from, inboundUrl, {
          event: 'chat_inbound',
          event_timestamp: now,
          chat_inbound: { ...bound, ...numbers },
        });
  const answer = asked === null ? ({ kind: 'bad' } as const) : readInboundAnswer(asked);
  if (answer.kind === 'reject') return null;
  const accepted = answer.kind === 'accept' ? answer : null;
  const agent = accepted?.agentId ?? agentId;
  // Without a bound agent and with a bad answer there is no agent to write back.
  if (agent === null) return null;
  const chat = newChat(
    {
      agent_id: agent,
      ...(accepted?.metadata === undefined ? {} : { metadata: accepted.metadata }),
      ...(accepted?.variables === undefined
        ? {}
        : { retell_llm_dynamic_variables: accepted.variables }),
    },
    now,
  );
  world.chats.set(`${pair} ${chat.chat_id}`, chat);
  await sendEvent(world, from, url, { event: 'chat_started', chat });
  return chat;
}

async function endChat(world: World, chat: Chat, { from, url }: RetellText): Promise<void> {
  chat.chat_status = 'ended';
  chat.end_timestamp = world.texts.now();
  await sendEvent(world, from, url, { event: 'chat_ended', chat });
  const judged = judgeCall({
    channel: 'text',
    now_local: new Date(chat.end_timestamp).toISOString().slice(0, 16),
    turns: chat.message_with_tool_calls.map(({ role, content }, at) => ({
      turn: at + 1,
      who: role === 'user' ? 'lead' : 'agent',
      text: content,
    })),
  });
  chat.chat_analysis = {
    chat_summary: judged.summary,
    user_sentiment: SENTIMENTS[judged.sentiment],
    chat_successful: judged.outcome === 'success',
    custom_analysis_data: {},
  };
  await sendEvent(world, from, url, { event: 'chat_analyzed', chat });
}
