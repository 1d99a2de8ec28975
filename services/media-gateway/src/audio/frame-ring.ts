/** A frame of 20 ms is 216 characters; a longer one is not kept. */
const SLOT_BYTES = 256;
const FIRST_SLOTS = 128;

export type FrameRing = ReturnType<typeof createFrameRing>;

/**
 * The latest frames, copied into one block of memory: keeping the frames themselves would keep
 * their sockets' buffers alive and make the garbage collector move them.
 */
export function createFrameRing() {
  let slots = FIRST_SLOTS;
  let block = Buffer.allocUnsafe(slots * SLOT_BYTES);
  let lengths = new Uint16Array(slots);
  let first = 0;
  let size = 0;

  const frameAt = (index: number) => {
    const slot = (first + index) % slots;
    const at = slot * SLOT_BYTES;
    return block.subarray(at, at + (lengths[slot] ?? 0));
  };

  const grow = () => {
    const frames = Array.from({ length: size }, (_, index) => frameAt(index));
    const more = slots * 2;
    const wider = Buffer.allocUnsafe(more * SLOT_BYTES);
    const measured = new Uint16Array(more);
    for (const [index, frame] of frames.entries()) {
      frame.copy(wider, index * SLOT_BYTES);
      measured[index] = frame.length;
    }
    [block, lengths, slots, first] = [wider, measured, more, 0];
  };

  return {
    /** Keeps at most `most` frames, including this one. */
    push(frame: Buffer, most: number) {
      if (frame.length > SLOT_BYTES) return;
      if (size === slots && size < most) grow();
      if (size >= Math.min(most, slots)) {
        first = (first + 1) % slots;
        size -= 1;
      }
      const slot = (first + size) % slots;
      frame.copy(block, slot * SLOT_BYTES);
      lengths[slot] = frame.length;
      size += 1;
    },

    /** The oldest first. A frame is valid only during its turn. */
    replay(hear: (frame: Buffer) => void) {
      for (let index = 0; index < size; index += 1) hear(frameAt(index));
    },

    keepLast(most: number) {
      const dropped = Math.max(0, size - most);
      first = (first + dropped) % slots;
      size -= dropped;
    },

    size: () => size,
  };
}
