import type { ReplyStatus, ToolCall } from '@ringback/shared/providers/conversation/port.ts';
import type { ToolsUsed } from '../../tools/use-tools.ts';
import type { Act } from './act.ts';

/** What is remembered of the replies of the model. */
export type Replies = {
  failedInARow: number;
  /** A model may report the same call of a tool more than once. */
  toolCallsSeen: ReadonlySet<string>;
};

export const NO_REPLIES: Replies = { failedInARow: 0, toolCallsSeen: new Set() };

type Reply = { status: ReplyStatus; toolCalls: ToolCall[] };

/** What follows from a reply that is done: each tool is used once, a failed reply is tried once more. */
export function onReplyDone(before: Replies, reply: Reply): { replies: Replies; acts: Act[] } {
  const calls = reply.toolCalls.filter(({ callId }) => !before.toolCallsSeen.has(callId));
  const toolCallsSeen = new Set([...before.toolCallsSeen, ...calls.map(({ callId }) => callId)]);
  const tools: Act[] = calls.length > 0 ? [{ do: 'use-tools', calls }] : [];
  if (reply.status === 'failed') {
    const failedInARow = before.failedInARow + 1;
    return {
      replies: { failedInARow, toolCallsSeen },
      acts: [...tools, afterFailure(failedInARow)],
    };
  }
  return {
    replies: { failedInARow: 0, toolCallsSeen },
    acts: [
      ...tools,
      ...onlyIf(calls.length === 0, { do: 'owe-nothing' }),
      { do: 'count-reply' },
      // A tool that was asked for may be the one that apologises.
      ...onlyIf(calls.length === 0, { do: 'apologise' }),
      { do: 'end-if-due' },
    ],
  };
}

/** Once more by itself; a model that fails twice in a row is as good as lost. */
function afterFailure(failedInARow: number): Act {
  return failedInARow === 1 ? { do: 'speak' } : { do: 'replace-model', reason: 'replies_failed' };
}

/** `isSameModel`: the one that asked for the tools is there to hear what came of them. */
export function onToolsUsed({ results, answer, ending }: ToolsUsed, isSameModel: boolean): Act[] {
  return [
    ...(ending ? [{ do: 'plan-ending', ending, repliesToCome: answer ? 1 : 0 } as const] : []),
    { do: answer ? 'owe-words' : 'owe-nothing' },
    ...onlyIf(isSameModel, { do: 'give-results', results, answer }),
    { do: 'end-if-due' },
  ];
}

function onlyIf(holds: boolean, act: Act): Act[] {
  return holds ? [act] : [];
}
