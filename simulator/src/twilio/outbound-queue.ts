import { FRAME_BYTES, SILENT_BYTE } from '../speech.ts';

const MOST_BYTES = 10 * 60 * 8000;

/** What the customer has sent and the lead has not heard yet: audio and marks in one queue. */
export type OutboundQueue = {
  /** False when more than ten minutes are waiting: the audio is dropped. */
  sound(bytes: Buffer): boolean;
  mark(name: string): void;
  clear(): void;
  /** The next 20 ms, or null when nothing waits. The buffer is reused: read it before the next call. */
  play(): Buffer | null;
};

/** `reached` receives each mark's name when everything before it has been played, or cleared. */
export function createOutboundQueue(reached: (name: string) => void): OutboundQueue {
  const line: (Buffer | string)[] = [];
  const frame = Buffer.alloc(FRAME_BYTES);
  let offset = 0;
  let waiting = 0;

  const passMarks = () => {
    while (typeof line[0] === 'string') reached(String(line.shift()));
  };

  return {
    sound(bytes) {
      if (waiting + bytes.length > MOST_BYTES) return false;
      if (bytes.length === 0) return true;
      line.push(bytes);
      waiting += bytes.length;
      return true;
    },
    mark(name) {
      line.push(name);
      if (waiting === 0) passMarks();
    },
    clear() {
      const marks = line.filter((entry) => typeof entry === 'string');
      line.length = 0;
      offset = 0;
      waiting = 0;
      for (const name of marks) reached(name);
    },
    play() {
      if (waiting === 0) return null;
      let filled = 0;
      while (filled < FRAME_BYTES) {
        const head = line[0];
        if (head === undefined) break;
        if (typeof head === 'string') {
          // A mark inside this frame is reached when the bytes before it have been played.
          reached(head);
          line.shift();
          continue;
        }
        const taken = head.copy(frame, filled, offset, offset + FRAME_BYTES - filled);
        filled += taken;
        offset += taken;
        waiting -= taken;
        if (offset === head.length) {
          line.shift();
          offset = 0;
        }
      }
      frame.fill(SILENT_BYTE, filled);
      if (filled === FRAME_BYTES || waiting === 0) passMarks();
      return frame;
    },
  };
}
