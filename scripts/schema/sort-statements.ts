import { splitStatements } from '@ringback/embedded/split-statements.ts';

/** What a table's file may hold, in the order in which it can be applied. */
const KINDS = {
  table: /^create table /,
  key: /^alter table /,
  index: /^(create (unique )?index|do) /,
  row: /^insert into /,
  trigger: /^(create (constraint )?trigger|select private\.tell_of\()/,
  right: /^revoke /,
} as const;

export type Kind = keyof typeof KINDS;

/** The statements of all tables, by kind, each with its comment; tables after those they point to. */
export function sortStatements(tables: readonly string[]): Record<Kind, string[]> {
  const sorted: Record<Kind, string[]> = {
    table: [],
    key: [],
    index: [],
    row: [],
    trigger: [],
    right: [],
  };
  for (const statement of tables.flatMap(splitStatements)) {
    sorted[kindOf(statement)].push(`${statement};`);
  }
  return { ...sorted, table: orderTables(sorted.table) };
}

const withoutComments = (statement: string) => statement.replace(/--.*$/gm, '').trim();

function kindOf(statement: string): Kind {
  const code = withoutComments(statement);
  const kinds = Object.keys(KINDS) as Kind[];
  const kind = kinds.find((one) => KINDS[one].test(code));
  if (kind) return kind;
  throw new Error(`A table's file holds a statement of no known kind: ${code.slice(0, 80)}`);
}

/** Throws where tables point to each other in a circle: one of the keys then has to be an `alter table`. */
function orderTables(statements: readonly string[]): string[] {
  const byName = new Map(
    statements.map((sql) => [/create table (\w+\.\w+)/.exec(sql)?.[1] ?? '', sql]),
  );
  const ordered = new Set<string>();
  function place(name: string, way: readonly string[]): void {
    const sql = byName.get(name);
    if (sql === undefined || ordered.has(sql)) return;
    if (way.includes(name)) {
      throw new Error(`Tables point to each other in a circle: ${[...way, name].join(' -> ')}`);
    }
    for (const [, target = ''] of withoutComments(sql).matchAll(/references (\w+\.\w+)/g)) {
      if (target !== name) place(target, [...way, name]);
    }
    ordered.add(sql);
  }
  for (const name of byName.keys()) place(name, []);
  return [...ordered];
}
