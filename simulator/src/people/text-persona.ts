/** What a lead writes back to one text: in one message or several, soon or when work is over. */
export type TextAnswer = {
  parts: readonly string[];
  after: 'soon' | 'hours';
  /** Sends a picture along with the last part. */
  photo: boolean;
};

export type TextPersona = {
  /** The answer to the first text that arrives, to the second, and so on; null is no answer. */
  answers: readonly (TextAnswer | null)[];
};

/** A person who answers each text in turn, briefly and soon, and then stops answering. */
export function writer(...answers: (string | TextAnswer | null)[]): TextPersona {
  return {
    answers: answers.map((answer) => (typeof answer === 'string' ? inParts(answer) : answer)),
  };
}

export function inParts(...parts: string[]): TextAnswer {
  return { parts, after: 'soon', photo: false };
}
