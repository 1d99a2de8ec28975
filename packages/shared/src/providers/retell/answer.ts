import type { Question } from './told.ts';

/** What we know of whoever calls or writes, for the agent that answers. */
export type Person = {
  /** The agent to answer; not there where the number has one of its own. */
  agentId?: string | undefined;
  /** Strings only: Retell takes nothing else. */
  variables: Record<string, string>;
  leadId?: number | undefined;
};

/** `rejected`: nobody is to answer. Null: we do not know who it is, and the number's agent answers. */
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
