import { z } from 'zod';
import * as live from '../events/text-rows.ts';
import type { Actor } from './access/activity.ts';
import { asJson, callFunction, type Db, dbError } from './client.ts';

export type Switches = ReturnType<typeof createSwitches>;

export const SWITCHES = live.SWITCHES;
export type SwitchName = (typeof SWITCHES)[number];

export const SwitchRow = live.SwitchRow;
export type SwitchRow = z.infer<typeof SwitchRow>;

const WasSet = z.object({ switch: SwitchRow.nullable(), released: z.number().int() });

export function createSwitches(db: Db) {
  return {
    async list(): Promise<SwitchRow[]> {
      const { data, error, status } = await db.from('switches').select().order('name');
      if (error) throw dbError('switches.list', error, status);
      return z.array(SwitchRow).parse(data);
    },

    /**
     * On: no call or text is claimed until it is off again; answers wait too. Off: what it held
     * goes on at once; `released` says how many. Null: no such switch.
     */
    async set(name: SwitchName, on: boolean, reason: string | null, actor: Actor, now: Date) {
      const args = {
        p_name: name,
        p_on: on,
        p_reason: reason as never,
        p_actor: asJson(actor),
        p_now: now.toISOString(),
      };
      return WasSet.parse(await callFunction(db, 'set_switch', args));
    },
  };
}
