import type { Question } from './webhook-event.ts';

/** What we know of a caller or writer, for the agent that answers. */
export type Person = {
  /** The agent to answer; absent where the number has one of its own. */
  agentId?: string | undefined;
  /** Strings only: Retell takes nothing else. */
  variables: Record<string, string>;
  leadId?: number | undefined;
};

/** `rejected`: no agent is to answer. Null: the lead is unknown, and the number's agent answers. */
export function renderAnswer(question: Question, person: Person | 'rejected' | null): object {
  const name = question.channel === 'voice' ? 'call_inbound' : 'chat_inbound';
  if (person === 'rejected') return { [name]: { reject: true } };
  const numbers = { from_number: question.from, to_number: question.to };
  if (person === null) return { [name]: { metadata: numbers } };
  const { agentId, variables, leadId } = person;
  return {
    [name]: {
      ...(agentId ? { override_agent_id: agentId } : {}),
      dynamic_variables: variables,
      metadata: { ...numbers, ...(leadId === undefined ? {} : { lead_id: leadId }) },
    },
  };
}
