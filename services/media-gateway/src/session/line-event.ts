/** What comes over the line of a live call; the carrier's other events are nothing to a session. */
export type LineEvent =
  | { event: 'media'; timestampMs: number; payload: Buffer }
  /** What we have sent up to the mark of this name has been played. */
  | { event: 'mark'; mark: { name: string } }
  | { event: 'dtmf'; dtmf: { digit: string } }
  | { event: 'stop' | 'start' | 'connected' | 'unknown' };
