import type { CallSignal } from '@ringback/shared/events/call-signal.ts';
import { toolWords } from '../../../words/tools.ts';

/** A silence that is worth saying. */
const QUIET_S = 2;
/** An answer that takes longer is felt by the lead. */
export const REPLY_AIM_MS = 1_200;

export type SignalWords = {
  speaks: string;
  isHeard: boolean;
  tool: string | null;
  reply: string | null;
  isSlow: boolean;
  cutIns: string;
};

/** What stands under the words of a live call. */
export function signalWords(signal: CallSignal, now: number): SignalWords {
  const { speaker, since, tool, reply_ms, cut_ins } = signal;
  const quietS = Math.max(0, Math.floor((now - Date.parse(since)) / 1_000));
  const silence = quietS >= QUIET_S ? `Silent: ${quietS} s` : 'Silent';
  return {
    speaks: { lead: 'Lead speaks', agent: 'AI speaks', nobody: silence }[speaker],
    isHeard: speaker !== 'nobody',
    tool: tool && toolWords(tool.name, tool.is_running),
    reply: reply_ms === null ? null : `Reply ${secondsOf(reply_ms)}`,
    isSlow: reply_ms !== null && reply_ms > REPLY_AIM_MS,
    cutIns: `${cut_ins} cut in`,
  };
}

/** 640 as "0.6 s". */
export const secondsOf = (ms: number): string =>
  `${(ms / 1_000).toLocaleString(undefined, { minimumFractionDigits: 1, maximumFractionDigits: 1 })} s`;
