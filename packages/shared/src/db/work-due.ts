import { z } from 'zod';
import { NEAR_MS } from '../domain/near.ts';
import { callFunction, type Db } from './client.ts';

const seconds = (ms: number) => `${ms / 1_000} seconds`;

/** Which rounds have work to do, by the names of their jobs, in one round trip. */
export async function readWorkDue(db: Db, now: Date): Promise<string[]> {
  return z.array(z.string()).parse(
    await callFunction(db, 'work_due', {
      p_calls_ahead: seconds(NEAR_MS.calls),
      p_texts_ahead: seconds(NEAR_MS.texts),
      p_now: now.toISOString(),
    }),
  );
}
