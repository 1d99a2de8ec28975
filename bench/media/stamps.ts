const FRAME_BYTES = 160;
/** Base64 of the first nine bytes: the time and one byte of padding, whole groups of three. */
const STAMP_CHARACTERS = 12;

const frame = Buffer.alloc(FRAME_BYTES, 0x55);
const tail = frame.subarray(9).toString('base64');
const head = Buffer.alloc(9, 0x55);

/** 20 ms of audio as base64 whose first bytes say when it was made. */
export function stampedPayload(): string {
  head.writeDoubleLE(performance.now(), 0);
  return head.toString('base64') + tail;
}

/** Milliseconds since the payload that starts at `at` was made. */
export function ageOf(message: Buffer, at: number): number {
  const stamp = Buffer.from(message.toString('latin1', at, at + STAMP_CHARACTERS), 'base64');
  return performance.now() - stamp.readDoubleLE(0);
}

/** What was measured in one direction; p50 and p99 in milliseconds. */
export function summary(delays: number[]) {
  const sorted = delays.toSorted((a, b) => a - b);
  const at = (share: number) =>
    Number(
      (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(3),
    );
  return { frames: sorted.length, p50: at(0.5), p99: at(0.99) };
}
