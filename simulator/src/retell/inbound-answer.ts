import { z } from 'zod';

const Body = z.looseObject({
  chat_inbound: z
    .looseObject({
      reject: z.unknown().optional(),
      override_agent_id: z.string().optional(),
      dynamic_variables: z.record(z.string(), z.string()).optional(),
      metadata: z.unknown().optional(),
    })
    .optional(),
});

export type InboundAnswer =
  | { kind: 'reject' }
  | { kind: 'bad' }
  | {
      kind: 'accept';
      agentId: string | null;
      variables: Record<string, string> | undefined;
      metadata: unknown;
    };

/** What the customer's answer to `chat_inbound` asks for. A value that is not a string spoils all of it. */
export function readInboundAnswer(text: string): InboundAnswer {
  const parsed = Body.safeParse(text.trim() === '' ? {} : jsonIn(text));
  if (!parsed.success) return { kind: 'bad' };
  const answer = parsed.data.chat_inbound ?? {};
  // Only the boolean rejects: the word "true" does not.
  if (answer.reject === true) return { kind: 'reject' };
  return {
    kind: 'accept',
    agentId: answer.override_agent_id ?? null,
    variables: answer.dynamic_variables,
    metadata: answer.metadata,
  };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
