import { payloadMs } from '@ringback/shared/providers/conversation/mulaw.ts';
import type { ReplyStatus, ToolCall } from '@ringback/shared/providers/conversation/port.ts';
import type { CallEnd } from './call-end.ts';
import type { Action } from './decide/action.ts';
import { onRefusal } from './decide/on-lead.ts';
import { NO_REPLIES, onReplyDone } from './decide/on-reply.ts';
import type { LiveCall, Parts } from './session-parts.ts';
import type { createToolRuns } from './tool-runs.ts';

type Session = {
  tools: ReturnType<typeof createToolRuns>;
  end: Pick<CallEnd, 'isOver'>;
  perform: (actions: Action[]) => void;
};

export type AgentSide = ReturnType<typeof createAgentSide>;

/** The agent's side of the call: its audio on the way to the lead, its replies and its tools. */
export function createAgentSide(
  { deps, log, line }: Pick<LiveCall, 'deps' | 'log' | 'line'>,
  { turns, sound, tone, watches, meter, record, refusal }: Parts,
  { tools, end, perform }: Session,
) {
  let replies = NO_REPLIES;
  let hasSpoken = false;

  const isBusy = () => turns.isReplying() || tools.isRunning();

  function play(turnId: string, itemId: string, payload: Buffer): void {
    if (end.isOver()) return;
    const nowMs = performance.now();
    if (!turns.audio(turnId, itemId, payloadMs(payload), nowMs)) return;
    hasSpoken = true;
    watches.silence.settled();
    tone.cutShort(nowMs);
    line.play(payload, turns.markDue());
    const replyMs = meter.frameOut(nowMs);
    if (replyMs !== null) record.replied(itemId, replyMs, deps.now());
  }

  function replyDone(reply: { status: ReplyStatus; toolCalls: ToolCall[] }): void {
    const next = onReplyDone(replies, reply);
    replies = next.replies;
    if (reply.status === 'failed') log.warn({ failed: replies.failedInARow }, 'reply failed');
    perform(next.actions);
  }

  return {
    play,
    replyDone,
    runTools: (calls: ToolCall[]) => tools.run(calls, hasSpoken),
    /** The model may miss an opt-out, so the words of the lead are searched for one. */
    heard(text: string) {
      if (refusal.noticedIn(text)) perform(onRefusal(isBusy() || sound.isSpeaking()));
    },
    /** What the agent said before does not answer what the lead says now. */
    callerStarted() {
      hasSpoken = false;
    },
    /** The failures of a lost model do not count against the next one. */
    modelLost() {
      replies = { ...replies, failedInARow: 0 };
    },
    /** A reply is being made, or a tool runs. */
    isBusy,
  };
}
