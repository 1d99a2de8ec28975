import type { Duplex } from 'node:stream';
import { createTextFrames } from '@ringback/shared/providers/conversation/text-frames.ts';
import { type StreamStart, streamFrames } from '@ringback/shared/providers/twilio/stream.ts';
import { WebSocket } from 'ws';
import type { Line } from '../session/session-deps.ts';

/** More than ten minutes of sound that the carrier does not take. */
const MOST_UNSENT_BYTES = 8 * 1024 * 1024;

/** The carrier's socket as the session's end of the line. */
export function lineTo(socket: WebSocket, connection: Duplex, start: StreamStart): Line {
  const frames = streamFrames(start.streamId);
  const sound = createTextFrames({
    webSocket: socket,
    connection,
    asClient: false,
    ...frames.media,
  });
  const send = (message: string) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(message);
  };
  return {
    callSid: start.callSid,
    play(payload, mark) {
      if (connection.writableLength > MOST_UNSENT_BYTES) return socket.terminate();
      if (mark === null) return sound.send(payload);
      connection.cork();
      sound.send(payload);
      send(frames.mark(mark));
      connection.uncork();
    },
    mark: (name) => send(frames.mark(name)),
    clear: () => send(frames.clear),
    close: (reason) => socket.close(1000, reason.slice(0, 100)),
  };
}
