import type { ReplyStatus, ToolCall } from '@ringback/shared/providers/conversation/port.ts';
import type { ToolsUsed } from '../../tools/use-tools.ts';
import type { Action } from './action.ts';

/** What later decisions need to know about earlier replies. */
export type Replies = {
  failedInARow: number;
  /** A model may report the same tool call more than once. */
  toolCallsSeen: ReadonlySet<string>;
};

export const NO_REPLIES: Replies = { failedInARow: 0, toolCallsSeen: new Set() };

type Reply = { status: ReplyStatus; toolCalls: ToolCall[] };

/** What follows a finished reply: each tool call runs once, a failed reply is tried once more. */
export function onReplyDone(
  before: Replies,
  reply: Reply,
): { replies: Replies; actions: Action[] } {
  const calls = reply.toolCalls.filter(({ callId }) => !before.toolCallsSeen.has(callId));
  const toolCallsSeen = new Set([...before.toolCallsSeen, ...calls.map(({ callId }) => callId)]);
  const tools: Action[] = calls.length > 0 ? [{ do: 'use-tools', calls }] : [];
  if (reply.status === 'failed') {
    const failedInARow = before.failedInARow + 1;
    return {
      replies: { failedInARow, toolCallsSeen },
      actions: [...tools, afterFailure(failedInARow)],
    };
  }
  return {
    replies: { failedInARow: 0, toolCallsSeen },
    actions: [
      ...tools,
      ...onlyIf(calls.length === 0, { do: 'owe-nothing' }),
      { do: 'count-reply' },
      // One of the tools may ask for the apology itself.
      ...onlyIf(calls.length === 0, { do: 'apologise' }),
      { do: 'end-if-due' },
    ],
  };
}

/** The first failure is tried again; a model that fails twice in a row counts as lost. */
function afterFailure(failedInARow: number): Action {
  return failedInARow === 1 ? { do: 'speak' } : { do: 'replace-model', reason: 'replies_failed' };
}

/** What follows the tools of a reply. `isSameModel`: the model that called them is still connected. */
export function onToolsUsed(
  { results, answer, ending }: ToolsUsed,
  isSameModel: boolean,
): Action[] {
  return [
    ...(ending ? [{ do: 'plan-ending', ending, repliesToCome: answer ? 1 : 0 } as const] : []),
    { do: answer ? 'owe-words' : 'owe-nothing' },
    ...onlyIf(isSameModel, { do: 'give-results', results, answer }),
    { do: 'end-if-due' },
  ];
}

function onlyIf(holds: boolean, action: Action): Action[] {
  return holds ? [action] : [];
}
