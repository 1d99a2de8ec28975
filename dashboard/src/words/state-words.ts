/** What a state is tinted with; `plain` waits for nobody. */
export type Tone = 'plain' | 'needs' | 'bad' | 'good' | 'live';

/** A state in words, and the picture that repeats it. */
export type StateWords = { words: string; tone: Tone; icon: string | null };

export const said = (words: string, tone: Tone = 'plain', icon: string | null = null) => ({
  words,
  tone,
  icon,
});

/** A value that this page is too old to know is shown as it is, never hidden. */
export const quoted = (value: string): string => `“${value}”`;

export const capital = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1);
