import type { z } from 'zod';

/** What both ends of a queue must agree on. Plain data: importing it opens no connection. */
export type Job<Payload> = {
  /** Names the queue and the job: one kind of work, one queue. */
  name: string;
  payload: z.ZodType<Payload>;
  /** The same id is the same work: adding it again changes nothing. Never only digits, no `:`. */
  id: (payload: Payload) => string;
  /** How often our own trouble is worth another try; the far side's life is not the queue's. */
  attempts: number;
  backoffMs: number;
};

export type PayloadOf<J> = J extends Job<infer Payload> ? Payload : never;

export const defineJob = <Payload>(job: Job<Payload>): Job<Payload> => job;
