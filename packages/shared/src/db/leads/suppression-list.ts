import { z } from 'zod';
import * as live from '../../events/rows.ts';
import { type Db, dbError } from '../client.ts';

export type SuppressionList = ReturnType<typeof createSuppressionList>;

export const SuppressionRow = live.SuppressionRow;
export type SuppressionRow = z.infer<typeof SuppressionRow>;

const COLUMNS = 'id, phone, scope, source, words, call_id, message_id, created_at, lifted_at';

export function createSuppressionList(db: Db) {
  return {
    /** Newest first. */
    async list(limit: number, before?: number): Promise<SuppressionRow[]> {
      let query = db.from('suppressions').select(COLUMNS);
      if (before !== undefined) query = query.lt('id', before);
      const { data, error, status } = await query.order('id', { ascending: false }).limit(limit);
      if (error) throw dbError('suppressionList.list', error, status);
      return z.array(SuppressionRow).parse(data);
    },

    async count(): Promise<number> {
      const { count, error, status } = await db
        .from('suppressions')
        .select('id', { count: 'exact', head: true });
      if (error) throw dbError('suppressionList.count', error, status);
      return count ?? 0;
    },
  };
}
