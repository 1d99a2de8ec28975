import { createHearing, type Hearing, type Turn } from '../people/hearing.ts';
import type { Lead } from '../people/lead.ts';
import type { Pickup, Story } from '../stories.ts';
import type { CallOrder, Hook } from './order.ts';
import type { CallRecording } from './recordings.ts';
import { newSid } from './sid.ts';

/** The statuses of the REST resource. `initiated` exists in the callbacks only. */
export type CallStatus =
  | 'queued'
  | 'ringing'
  | 'in-progress'
  | 'completed'
  | 'busy'
  | 'failed'
  | 'no-answer'
  | 'canceled';

export type Direction = 'inbound' | 'outbound-api' | 'outbound-dial';

/** Where the next TwiML comes from. */
export type Source =
  | { kind: 'url'; hook: Hook; params: Record<string, string> }
  | { kind: 'inline'; twiml: string };

/** One call: its order, its progress, and what was said. All times are epoch milliseconds. */
export type Call = {
  readonly sid: string;
  readonly parentSid: string | null;
  readonly to: string;
  readonly from: string;
  readonly direction: Direction;
  readonly story: Story;
  /** Names this call to the draws: the number and how often it was called, not the random sid. */
  readonly key: string;
  readonly pickup: Pickup;
  readonly order: CallOrder;
  readonly placedAt: number;
  readonly visibleAt: number;
  updatedAt: number;
  startedAt: number | null;
  answeredAt: number | null;
  endedAt: number | null;
  status: CallStatus;
  queueMs: number;
  answeredBy: string | null;
  machineDetectionMs: number;
  sipCode: number | null;
  /** How many status callbacks were fired; the next one's SequenceNumber. */
  callbacks: number;
  callbackChain: Promise<unknown>;
  heldCallback: (() => void) | null;
  readonly heard: Turn[];
  readonly hearing: Hearing;
  lead: Lead | null;
  framesSent: number;
  framesPlayed: number;
  /** Wrong frames that the other side sent over the media socket. */
  wrongFrames: number;
  recording: CallRecording | null;
  /** Fires once, when the call is over for whatever reason. */
  readonly over: AbortController;
  /** Fires when the running TwiML must stop: replaced, or over. A new one for each document. */
  turn: AbortController;
  replacement: Source | null;
};

type Facts = Pick<
  Call,
  | 'parentSid'
  | 'to'
  | 'from'
  | 'direction'
  | 'story'
  | 'key'
  | 'pickup'
  | 'order'
  | 'placedAt'
  | 'visibleAt'
> & {
  unitBytes: number;
};

export function newCall({ unitBytes, ...facts }: Facts): Call {
  const heard: Turn[] = [];
  return {
    ...facts,
    sid: newSid('CA'),
    updatedAt: facts.placedAt,
    startedAt: null,
    answeredAt: null,
    endedAt: null,
    status: facts.direction === 'inbound' ? 'ringing' : 'queued',
    queueMs: 0,
    answeredBy: null,
    machineDetectionMs: 0,
    sipCode: null,
    callbacks: 0,
    callbackChain: Promise.resolve(),
    heldCallback: null,
    heard,
    hearing: createHearing(unitBytes, heard),
    lead: null,
    framesSent: 0,
    framesPlayed: 0,
    wrongFrames: 0,
    recording: null,
    over: new AbortController(),
    turn: new AbortController(),
    replacement: null,
  };
}

export function isOver(call: Call): boolean {
  return call.endedAt !== null;
}

/** Ends the call from either side. Its life decides what follows. */
export function hangUp(call: Call): void {
  call.over.abort();
  call.turn.abort();
}

/** Lets other TwiML take over a live call. */
export function redirect(call: Call, source: Source): void {
  call.replacement = source;
  call.turn.abort();
}
