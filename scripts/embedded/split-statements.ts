/** What may hide a semicolon: comments, quoted text, dollar-quoted text. */
const OPENINGS = /--|\/\*|'|"|\$(?:[A-Za-z_][A-Za-z0-9_]*)?\$|;/g;

/** Cuts SQL text at its top-level semicolons, as the Supabase CLI records migrations. */
export function splitStatements(sql: string): string[] {
  const statements: string[] = [];
  let start = 0;
  let at = 0;
  while (at < sql.length) {
    OPENINGS.lastIndex = at;
    const found = OPENINGS.exec(sql);
    if (!found) break;
    if (found[0] === ';') {
      statements.push(sql.slice(start, found.index).trim());
      start = found.index + 1;
    }
    at = endOf(sql, found.index, found[0]);
  }
  statements.push(sql.slice(start).trim());
  return statements.filter(hasCode);
}

function endOf(sql: string, index: number, opening: string): number {
  switch (opening) {
    case ';':
      return index + 1;
    case '--':
      return after(sql, '\n', index);
    case '/*':
      return endOfBlockComment(sql, index);
    case "'":
      return endOfString(sql, index);
    default:
      return after(sql, opening, index + opening.length);
  }
}

function after(sql: string, text: string, from: number): number {
  const found = sql.indexOf(text, from);
  return found === -1 ? sql.length : found + text.length;
}

/** Postgres lets block comments stand inside one another. */
function endOfBlockComment(sql: string, index: number): number {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = index;
  let depth = 0;
  for (let mark = marks.exec(sql); mark; mark = marks.exec(sql)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return mark.index + 2;
  }
  return sql.length;
}

/** A doubled quote needs no rule of its own: it ends one string and begins the next. */
function endOfString(sql: string, index: number): number {
  const escapes = /e/i.test(sql[index - 1] ?? '') && !/\w/.test(sql[index - 2] ?? '');
  if (!escapes) return after(sql, "'", index + 1);
  const closing = /(?:[^'\\]|\\[\s\S])*'/y;
  closing.lastIndex = index + 1;
  return closing.test(sql) ? closing.lastIndex : sql.length;
}

function hasCode(statement: string): boolean {
  return (
    statement
      .replace(/--.*$/gm, '')
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .trim() !== ''
  );
}
