import { payloadMs } from '@ringback/shared/providers/conversation/mulaw.ts';
import type { ReplyStatus, ToolCall } from '@ringback/shared/providers/conversation/port.ts';
import { useTools } from '../tools/use-tools.ts';
import type { Act } from './decide/act.ts';
import { onRefusal } from './decide/on-lead.ts';
import { NO_REPLIES, onReplyDone, onToolsUsed } from './decide/on-reply.ts';
import type { ModelLink } from './model-link.ts';
import type { LiveCall, Parts } from './session-parts.ts';

type Session = {
  link: Pick<ModelLink, 'current'>;
  phase: () => 'live' | 'finishing' | 'over';
  perform: (acts: Act[]) => void;
};

export type AgentSide = ReturnType<typeof createAgentSide>;

/** The agent's half of the talk: its sound on the way to the lead, its replies and its tools. */
export function createAgentSide(
  { deps, log, line, opened }: LiveCall,
  { turns, sound, record, tone, watches, meter, refusal }: Parts,
  { link, phase, perform }: Session,
) {
  let replies = NO_REPLIES;
  let toolsRunning = 0;
  let hasSpoken = false;

  const isBusy = () => turns.isReplying() || toolsRunning > 0;

  function play(turnId: string, itemId: string, payload: Buffer): void {
    if (phase() === 'over') return;
    const nowMs = performance.now();
    if (!turns.audio(turnId, itemId, payloadMs(payload), nowMs)) return;
    hasSpoken = true;
    watches.silence.settled();
    tone.cutShort(nowMs);
    line.play(payload, turns.markDue());
    meter.frameOut(nowMs);
  }

  function replyDone(reply: { status: ReplyStatus; toolCalls: ToolCall[] }): void {
    const next = onReplyDone(replies, reply);
    replies = next.replies;
    if (reply.status === 'failed') log.warn({ failed: replies.failedInARow }, 'reply failed');
    perform(next.acts);
  }

  async function runTools(calls: ToolCall[]): Promise<void> {
    const asking = link.current();
    toolsRunning += 1;
    const used = await useTools(calls, {
      context: {
        session: opened,
        mediaSessions: deps.mediaSessions,
        spoken: record.spoken,
        optOut: refusal.record,
        now: deps.now,
      },
      log,
      hasSpoken,
      isOver: () => phase() !== 'live',
    });
    toolsRunning -= 1;
    perform(onToolsUsed(used, asking === link.current()));
  }

  return {
    play,
    replyDone,
    runTools,
    /** The model may miss a refusal; what the lead said is looked through for one. */
    heard(text: string) {
      if (refusal.noticedIn(text)) perform(onRefusal(isBusy() || sound.isSpeaking()));
    },
    /** What the agent said before does not answer what the lead says now. */
    callerStarted() {
      hasSpoken = false;
    },
    /** Another model starts with a clean slate. */
    modelLost() {
      replies = { ...replies, failedInARow: 0 };
    },
    /** A reply is being made, or a tool runs. */
    isBusy,
  };
}
