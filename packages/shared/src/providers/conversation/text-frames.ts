import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';

/**
 * Sends messages that consist of a fixed beginning, a payload and a fixed end, as whole WebSocket
 * text frames in one write: one copy and one system call for each, where the library needs two
 * buffers, corked. It also writes whole frames, synchronously, so the two never mix on the wire.
 */
export type TextFrames = { send(payload: Buffer): void };

type Options = {
  webSocket: WebSocket;
  /** The connection below it; null, or a required mask, leaves the work to the library. */
  connection: Duplex | null;
  /** A client's frames carry a mask; ours is zero, see open-socket.ts. */
  asClient: boolean;
  beginning: string;
  end: string;
};

const FINAL_TEXT = 0x81;
const MASKED = 0x80;
const TWO_BYTES_FOLLOW = 126;
const EIGHT_BYTES_FOLLOW = 127;
const MOST_IN_TWO_BYTES = 0xffff;
const SHORTEST_WITH_LENGTH = 126;

export function createTextFrames(options: Options): TextFrames {
  const { webSocket, connection, asClient } = options;
  const beginning = Buffer.from(options.beginning);
  const end = Buffer.from(options.end);
  const fixed = beginning.length + end.length;
  const maskBytes = asClient ? 4 : 0;
  const maskBit = asClient ? MASKED : 0;

  const body = (target: Buffer, payload: Buffer, at: number) => {
    target.set(beginning, at);
    target.set(payload, at + beginning.length);
    target.set(end, at + beginning.length + payload.length);
    return target;
  };

  const frame = (payload: Buffer): Buffer => {
    const length = fixed + payload.length;
    const lengthBytes = length > MOST_IN_TWO_BYTES ? 8 : length >= SHORTEST_WITH_LENGTH ? 2 : 0;
    const headBytes = 2 + lengthBytes + maskBytes;
    const target = Buffer.allocUnsafe(headBytes + length);
    target[0] = FINAL_TEXT;
    if (lengthBytes === 2) {
      target[1] = maskBit | TWO_BYTES_FOLLOW;
      target[2] = length >> 8;
      target[3] = length & 0xff;
    } else if (lengthBytes === 8) {
      target[1] = maskBit | EIGHT_BYTES_FOLLOW;
      target.writeBigUInt64BE(BigInt(length), 2);
    } else {
      target[1] = maskBit | length;
    }
    if (asClient) target.fill(0, headBytes - maskBytes, headBytes);
    return body(target, payload, headBytes);
  };

  return {
    send(payload) {
      if (webSocket.readyState !== WebSocket.OPEN) return;
      if (connection) {
        connection.write(frame(payload));
      } else {
        const message = body(Buffer.allocUnsafe(fixed + payload.length), payload, 0);
        webSocket.send(message, { binary: false });
      }
    },
  };
}
