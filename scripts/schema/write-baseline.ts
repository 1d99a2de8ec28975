import { writeCopies } from './copies.ts';
import { orderFunctions } from './order-functions.ts';
import type { Sources } from './read-sources.ts';
import { sortStatements } from './sort-statements.ts';

/** Everything of the sources as one text that makes an empty database into ours. */
export function writeBaseline(sources: Sources): string {
  const { table, key, index, row, trigger, right } = sortStatements(sources.tables);
  const parts = [
    ['Schemas', [sources.schemas]],
    ['Types', [sources.types]],
    ['Tables', table],
    ['Keys between tables that point to each other', key],
    ['Indexes', index],
    // Before the triggers: a first row is no news.
    ['First rows', [...row, ...writeCopies()]],
    ['Functions, floor by floor', orderFunctions(sources.functions).map(({ sql }) => sql)],
    ['Triggers', trigger],
    ['Rights', ['select private.close_tables();', 'select private.close_functions();', ...right]],
  ] as const;
  const texts = parts.map(([title, statements]) =>
    [`-- ${title}.`, ...statements.map((text) => text.trim())].join('\n\n'),
  );
  return `-- Made from supabase/schema by "npm run migration". Do not edit.\n\n${texts.join('\n\n')}\n`;
}
