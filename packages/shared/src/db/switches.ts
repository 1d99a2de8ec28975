import { z } from 'zod';
import { callFunction, type Db } from './client.ts';

export type Switches = ReturnType<typeof createSwitches>;

export function createSwitches(db: Db) {
  return {
    /** On, no text is claimed any more until it is off again. */
    async set(name: 'stop_all' | 'stop_texts', on: boolean, reason: string, now: Date) {
      const args = { p_name: name, p_on: on, p_reason: reason, p_now: now.toISOString() };
      return z.boolean().parse(await callFunction(db, 'set_switch', args));
    },
  };
}
