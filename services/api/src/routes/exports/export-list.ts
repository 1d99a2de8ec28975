import type { Activity } from '@ringback/shared/db/access/activity.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { z } from 'zod';
import { actorOf } from '../../http/actor-of.ts';
import { type Endpoint, endpoint } from '../../http/endpoint.ts';
import type { Caller } from '../../http/route.ts';
import { pages } from './pages.ts';
import { sendCsv } from './send-csv.ts';

export type ExportDeps = { activity: Pick<Activity, 'noteExport' | 'noteExported'>; now: Now };

type List<Query extends z.ZodObject, Row, Deps> = {
  /** As in the path and in the file's name. */
  name: string;
  summary: string;
  description?: string;
  /** The filters of the list, without its paging. */
  query: Query;
  columns: Readonly<Record<string, (row: Row) => unknown>>;
  /** So many rows after that one, in the order of the list. */
  read: (
    deps: Deps,
    asked: { query: z.output<Query>; caller: Caller },
    limit: number,
    after: Row | undefined,
  ) => Promise<Row[]>;
};

/** A list as a CSV file, with exactly the rows that its filters leave. Who downloads it is recorded. */
export function exportList<Query extends z.ZodObject, Row, Deps>(
  list: List<Query, Row, Deps>,
): Endpoint<Deps & ExportDeps> {
  return endpoint(
    {
      method: 'get',
      path: `/api/exports/${list.name}`,
      tag: 'exports',
      summary: list.summary,
      description: [
        list.description,
        'UTF-8 with a byte order mark. A cell that a spreadsheet would run begins with an apostrophe. The activity log says who downloaded it.',
      ]
        .filter(Boolean)
        .join(' '),
      access: 'agent',
      query: list.query,
      answers: { 200: { description: 'A CSV file', contentType: 'text/csv' } },
      refusals: [429],
    },
    (deps: Deps & ExportDeps) =>
      async function exportRows({ query }, { caller, res }) {
        const now = deps.now();
        const asked = { query: query as z.output<Query>, caller };
        const id = await deps.activity.noteExport(
          list.name,
          filtersOf(query),
          actorOf(caller),
          now,
        );
        const name = `ringback-${list.name}-${now.toISOString().slice(0, 10)}`;
        let rows = 0;
        let whole = false;
        const read = pages<Row>(async (limit, after) => {
          const page = await list.read(deps, asked, limit, after);
          rows += page.length;
          return page;
        });
        try {
          whole = await sendCsv(res, { name, columns: list.columns }, read);
        } finally {
          await deps.activity.noteExported(id, { rows, whole });
        }
        return null;
      },
  );
}

/** The filters that are set, and to what; of a search only that there was one, since it may name a person. */
function filtersOf(query: Readonly<Record<string, unknown>>) {
  const set = Object.entries(query).filter(([, value]) => value !== undefined);
  return {
    filters: set.map(([name]) => name),
    values: Object.fromEntries(set.filter(([name]) => name !== 'q')),
  };
}

/** One column for each of these names, with the value of that name. */
export const columnsOf = <Row>(names: readonly (keyof Row & string)[]) =>
  Object.fromEntries(names.map((name) => [name, (row: Row) => row[name]])) as Readonly<
    Record<string, (row: Row) => unknown>
  >;
