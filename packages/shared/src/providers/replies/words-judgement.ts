import { z } from 'zod';

/** A verdict on the words of a lead, in the order in which a model writes it: the words first. */
export const WordsJudgement = {
  words: z.string(),
  scope: z.enum(['all', 'sms', 'voice']),
  verdict: z.enum(['refuses', 'not', 'unclear']),
};
