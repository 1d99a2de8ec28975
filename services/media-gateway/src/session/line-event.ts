/** The events of a live call's stream; a session ignores the carrier's other events. */
export type LineEvent =
  | { event: 'media'; timestampMs: number; payload: Buffer }
  /** The audio up to the mark of this name has been played. */
  | { event: 'mark'; mark: { name: string } }
  | { event: 'dtmf'; dtmf: { digit: string } }
  | { event: 'stop' | 'start' | 'connected' | 'unknown' };
