import { randomBytes } from 'node:crypto';

/** A text conversation that Retell's own agent holds. As with Retell, it names no numbers. */
export type Chat = {
  readonly chat_id: string;
  readonly agent_id: string;
  readonly version: 0;
  readonly chat_type: 'sms_chat';
  chat_status: 'ongoing' | 'ended';
  transcript: string;
  readonly message_with_tool_calls: {
    message_id: string;
    role: 'agent' | 'user';
    content: string;
    created_timestamp: number;
  }[];
  metadata?: unknown;
  retell_llm_dynamic_variables?: Record<string, string>;
  readonly start_timestamp: number;
  end_timestamp?: number;
  chat_analysis?: {
    chat_summary: string;
    user_sentiment: 'Positive' | 'Neutral' | 'Negative';
    chat_successful: boolean;
    custom_analysis_data: Record<string, never>;
  };
};

type Setup = Pick<Chat, 'agent_id' | 'metadata' | 'retell_llm_dynamic_variables'>;

export function newChat(setup: Setup, now: number): Chat {
  return {
    ...setup,
    chat_id: `chat_${randomBytes(16).toString('hex')}`,
    version: 0,
    chat_type: 'sms_chat',
    chat_status: 'ongoing',
    transcript: '',
    message_with_tool_calls: [],
    start_timestamp: now,
  };
}

export function addMessage(chat: Chat, role: 'agent' | 'user', content: string, now: number): void {
  chat.message_with_tool_calls.push({
    message_id: randomBytes(12).toString('hex'),
    role,
    content,
    created_timestamp: now,
  });
  chat.transcript += `${role === 'agent' ? 'Agent' : 'User'}: ${content}\n`;
}
