import { z } from 'zod';
import { sentenceFor, wants } from './intents.ts';
import { REFUSES, UNCLEAR } from './refusals.ts';

/** Texts of a lead, in the form in which the client sends what its rules do not decide. */
export const Utterance = z.object({ texts: z.array(z.string()) });

export type OptOutJudgement = {
  verdict: 'refuses' | 'not' | 'unclear';
  scope: 'all' | 'sms' | 'voice';
  words: string;
};

/** Whether texts, read together, refuse contact, and the words that prove it, letter by letter. */
export function judgeOptOut({ texts }: z.output<typeof Utterance>): OptOutJudgement {
  if (texts.length === 0) return { verdict: 'not', scope: 'all', words: '' };
  const together = texts.join(' ');
  if (wants('rather_texts', together)) {
    return {
      verdict: 'refuses',
      scope: 'voice',
      words: sentenceFor('rather_texts', together) ?? together,
    };
  }
  for (const text of [...texts, together]) {
    const words = refusalIn(text);
    if (words !== null) return { verdict: 'refuses', scope: 'all', words };
  }
  const doubtful = texts.map((text) => UNCLEAR.exec(plain(text))).find(Boolean);
  return { verdict: doubtful ? 'unclear' : 'not', scope: 'all', words: '' };
}

function refusalIn(text: string): string | null {
  for (const intent of ['opt_out', 'text_opt_out', 'wrong_number'] as const) {
    const words = sentenceFor(intent, text);
    if (words !== null && !meansOtherwise(text)) return words;
  }
  const said = plain(text);
  const found = REFUSES.some(({ says, unless }) => says.test(said) && !unless?.test(said));
  return found && !meansOtherwise(text) ? text.trim() : null;
}

/** A request about the hour, or words that take a refusal back, refuse nothing. */
function meansOtherwise(text: string): boolean {
  return /\b(before|until|till|during|while) \w+|\b(not? stop|t stop|put me down for|why(?:'d| did) you stop|wouldn'?t stop)\b|\bbefore \d|\bbefore nine\b/i.test(
    plain(text),
  );
}

function plain(text: string): string {
  return text.replace(/[’‘]/g, "'").toLowerCase();
}
