import type { Config } from './config.ts';
import type { Faults } from './faults.ts';
import type { Log } from './log.ts';
import type { SpeechCounts } from './openai/speech-counts.ts';
import type { Chat } from './retell/chat.ts';
import type { Ticker } from './ticker.ts';
import type { Call, CallStatus, Direction } from './twilio/call.ts';
import type { Trouble } from './twilio/errors.ts';
import type { Message } from './twilio/messages/message.ts';
import type { Texts } from './twilio/messages/texts.ts';
import type { CallOrder } from './twilio/order.ts';
import type { Pacer } from './twilio/pacer.ts';
import type { CallRecording } from './twilio/recordings.ts';

type Opening = {
  to: string;
  from: string;
  direction: Direction;
  parentSid: string | null;
  order: CallOrder;
};

export type DebuggerEntry = {
  at: string;
  code: Trouble;
  text: string;
  call_sid: string | null;
  message_sid: string | null;
  more: string;
};

/** The simulator's state, and the few functions that its parts call on each other. */
export type World = {
  readonly config: Config;
  readonly log: Log;
  readonly faults: Faults;
  readonly calls: Map<string, Call>;
  readonly texts: Texts;
  /** Conversations at Retell, by both numbers and their own id. */
  readonly chats: Map<string, Chat>;
  readonly recordings: Map<string, CallRecording>;
  readonly debugger: DebuggerEntry[];
  readonly speech: SpeechCounts;
  readonly ticker: Ticker;
  readonly pacer: Pacer;
  /** Fires when the simulator stops: nothing may wait any longer. */
  readonly stopped: AbortSignal;
  /** How many times something has happened, by name: the state of the draws. */
  count(name: string): number;
  nextUtterance(): number;
  recordingUrl(sid: string): string;
  mediumUrl(messageSid: string, mediumSid: string): string;
  report(code: Trouble, sid: string | null, more: string): void;
  open(opening: Opening): Call;
  /** Runs an opened call. */
  start(call: Call): void;
  answer(call: Call): void;
  /** Lets a person read a text that has arrived. */
  read(message: Message): void;
  close(call: Call, status: CallStatus, sipCode: number | null): void;
  reset(): void;
  stop(): void;
};
