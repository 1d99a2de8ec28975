import type { MediaSessions } from '@ringback/shared/db/calls/media-sessions.ts';
import type { CallSignal } from '@ringback/shared/events/call-signal.ts';
import type { CallProvider } from '@ringback/shared/providers/calls/port.ts';
import type { ConversationModel } from '@ringback/shared/providers/conversation/port.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { GatewayMetrics } from '../gateway-metrics.ts';
import type { DurableWriter } from '../record/durable-writer.ts';
import { LINE_TIMING, type LineTiming } from './line-watch.ts';
import type { ModelReports } from './model-watch.ts';
import { SILENCE_TIMING, type SilenceTiming } from './silence-watch.ts';

/** What a live call needs from the rest of the process. */
export type SessionDeps = {
  model: ConversationModel;
  /** Receives how the model does on real calls. */
  modelReports: ModelReports;
  calls: Pick<CallProvider, 'hangup'>;
  mediaSessions: Pick<
    MediaSessions,
    'askForPerson' | 'wrapUp' | 'bookAppointment' | 'reportHeard' | 'noteTool'
  >;
  /** Tells those who watch how a live call stands, or that it is over. Nothing waits for it. */
  tellSignal: (signal: CallSignal | { over: string }) => void;
  writer: DurableWriter;
  metrics: GatewayMetrics;
  log: Logger;
  now: () => Date;
  /** Calls are recorded, and the lead has to be informed. */
  recorded: boolean;
  timing: SessionTiming;
};

export type SessionTiming = LineTiming &
  SilenceTiming & {
    tickMs: number;
    /** How long the model may still transcribe after the hang-up. */
    lingerMs: number;
    /** Between two attempts to get a lost model back. */
    reconnectMs: number;
  };

export const SESSION_TIMING: SessionTiming = {
  ...LINE_TIMING,
  ...SILENCE_TIMING,
  tickMs: 250,
  lingerMs: 1_500,
  reconnectMs: 30_000,
};

/** The connection to the carrier. */
export type Line = {
  callSid: string;
  /** Base64 of µ-law, copied at once, and a mark behind it if there is one. */
  play(payload: Buffer, mark: string | null): void;
  /** Echoed when everything before it has been played. */
  mark(name: string): void;
  /** Drops the audio that has not been played. */
  clear(): void;
  close(reason: string): void;
};
