import { splitStatements } from '@ringback/embedded/split-statements.ts';
import { readHeader, withoutComments } from './function-header.ts';

/** The last text of each function that a database with these migrations has, by signature. */
export function functionsOf(migrations: readonly { sql: string }[]): Map<string, string> {
  const functions = new Map<string, string>();
  for (const statement of migrations.flatMap(({ sql }) => splitStatements(sql))) {
    const header = readHeader(statement);
    if (header) functions.set(header.signature, statement);
    const dropped = /^drop function (?:if exists )?(\w+\.\w+\([^)]*\))/.exec(
      withoutComments(statement),
    );
    if (dropped?.[1] !== undefined) functions.delete(dropped[1]);
  }
  return functions;
}
