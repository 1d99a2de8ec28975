import { FRAME_BYTES, SILENT_BYTE } from '../speech.ts';
import type { Hook } from './order.ts';
import { newSid } from './sid.ts';

const MULAW = 7;
const RATE = 8000;

/** The audio of one call, kept because its order or its TwiML asked for it. */
export type CallRecording = {
  readonly sid: string;
  /** Without an extension, as Twilio gives it. */
  readonly url: string;
  readonly callSid: string;
  readonly startedAt: number;
  readonly channels: 1 | 2;
  /** How it was requested, in the vendor's word. */
  readonly source: string;
  /** The address that is notified when it is available. */
  readonly callback: Hook | null;
  status: 'in-progress' | 'completed' | 'absent';
  /** 20 ms of both parties; null is silence. */
  record(lead: Buffer | null, agent: Buffer | null): void;
  seconds(): number;
  wav(): Buffer;
};

type Facts = {
  callSid: string;
  channels: 'mono' | 'dual';
  source: string;
  callback: Hook | null;
  urlOf: (sid: string) => string;
  now: number;
};

export function createRecording({
  callSid,
  channels,
  source,
  callback,
  urlOf,
  now,
}: Facts): CallRecording {
  const sid = newSid('RE');
  const count = channels === 'dual' ? 2 : 1;
  const frames: Buffer[] = [];
  return {
    sid,
    url: urlOf(sid),
    callSid,
    startedAt: now,
    channels: count,
    source,
    callback,
    status: 'in-progress',
    record: (lead, agent) => frames.push(count === 2 ? interleave(lead, agent) : mix(lead, agent)),
    seconds: () => Math.round(frames.length / 50),
    wav: () => Buffer.concat([wavHeader(count, frames.length * FRAME_BYTES * count), ...frames]),
  };
}

/** One channel holds one voice at a time: the agent's while it speaks, else the lead's. */
function mix(lead: Buffer | null, agent: Buffer | null): Buffer {
  return Buffer.from(agent ?? lead ?? Buffer.alloc(FRAME_BYTES, SILENT_BYTE));
}

function interleave(lead: Buffer | null, agent: Buffer | null): Buffer {
  const both = Buffer.alloc(FRAME_BYTES * 2, SILENT_BYTE);
  for (let at = 0; at < FRAME_BYTES; at += 1) {
    if (lead !== null) both[at * 2] = lead[at] ?? SILENT_BYTE;
    if (agent !== null) both[at * 2 + 1] = agent[at] ?? SILENT_BYTE;
  }
  return both;
}

function wavHeader(channels: number, dataBytes: number): Buffer {
  const header = Buffer.alloc(46);
  header.write('RIFF', 0);
  header.writeUInt32LE(38 + dataBytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(18, 16);
  header.writeUInt16LE(MULAW, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE * channels, 28);
  header.writeUInt16LE(channels, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 38);
  header.writeUInt32LE(dataBytes, 42);
  return header;
}
