/** What may begin a call of a function of ours. All of them are written with their schema. */
const CALL = /\b((?:public|private)\.\w+)\s*\(/g;

/** The functions among `known` that a function's text calls, itself left out. */
export function callsOf(name: string, sql: string, known: ReadonlySet<string>): string[] {
  const body = sql.replace(/--.*$/gm, '').replace(/create function \w+\.\w+/, '');
  const called = [...body.matchAll(CALL)].map(([, found = '']) => found);
  return [...new Set(called)].filter((found) => found !== name && known.has(found));
}
