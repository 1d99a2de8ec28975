/** What a lead does next. A line waits for its cue; the next one waits for this one. */
export type Line =
  /** `at-once` does not wait for the agent; `mid-word` interrupts a very long word. */
  | { do: 'say'; text: string; cue: 'turn' | 'at-once' | 'mid-word' }
  | { do: 'press'; digit: string; cue: 'turn' }
  | { do: 'hang-up' | 'cut-socket'; cue: 'mid-speech' | 'mid-word' };

export type Persona = {
  answeredBy: 'human' | 'machine';
  lines: readonly Line[];
  /** Sends no audio between its own sentences for this long, as some carriers do. */
  gapMs: number;
  /** How long it tolerates silence, in multiples of the usual patience; 0 hangs up only by its lines. */
  patience: number;
  /** Whether it asks "Hello?" when the agent does not speak. */
  asksHello: boolean;
};

export const say = (text: string): Line => ({ do: 'say', text, cue: 'turn' });

/** A person who says these things in turn and otherwise behaves as people do. */
export function person(...lines: (string | Line)[]): Persona {
  return {
    answeredBy: 'human',
    lines: lines.map((line) => (typeof line === 'string' ? say(line) : line)),
    gapMs: 0,
    patience: 1,
    asksHello: true,
  };
}
