import { z } from 'zod';
import { sentenceFor } from './intents.ts';

/** One text of a lead, as the client's rules hand it over when they are unsure. */
export const Utterance = z.object({ text: z.string(), language: z.string().nullish() });

export type OptOutJudgement = { opted_out: 'yes' | 'no' | 'unsure'; words: string };

/** Sounds like anger or like an end, and may be neither. */
const DOUBTFUL =
  /\b(stop|enough|annoying|spam|leave|reported?|harass\w*|who gave you|how did you get|not again|go away|basta|assez|marre|molest\w*|d[eé]range\w*)\b/i;

/** Whether a text asks to be left alone, and the words that say so, letter by letter. */
export function judgeOptOut({ text }: z.output<typeof Utterance>): OptOutJudgement {
  for (const intent of ['opt_out', 'text_opt_out', 'wrong_number'] as const) {
    const words = sentenceFor(intent, text);
    if (words !== null) return { opted_out: 'yes', words };
  }
  const doubtful = DOUBTFUL.exec(text);
  return doubtful === null
    ? { opted_out: 'no', words: '' }
    : { opted_out: 'unsure', words: doubtful[0] };
}
