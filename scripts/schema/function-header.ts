export type FunctionHeader = {
  /** Name and types of the arguments, as `drop function` takes them: `private.is_live(public.call_status)`. */
  signature: string;
  /** What `create or replace` may not change: how the arguments are called, and what is returned. */
  fixed: string;
};

/** Reads the head of a `create function` statement; null for any other statement. */
export function readHeader(statement: string): FunctionHeader | null {
  const code = withoutComments(statement);
  const found = /^create (?:or replace )?function (\w+\.\w+)\s*\(/i.exec(code);
  if (!found) return null;
  const [opening, name] = found;
  const end = closingBracket(code, opening.length);
  const parameters = splitParameters(code.slice(opening.length, end)).map(withoutDefault);
  const returns = /^\)\s*returns\s+([\s\S]*?)\s+language\s/i.exec(code.slice(end))?.[1] ?? '';
  return {
    signature: `${name}(${parameters.map(typeOf).join(', ')})`,
    fixed: squeezed(`${parameters.join(', ')} -> ${returns}`),
  };
}

/** The statement without the comments before it. */
export const withoutComments = (statement: string) => statement.replace(/^(\s*(--.*)?\n)*/, '');

const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim();

function closingBracket(code: string, from: number): number {
  let depth = 1;
  for (const { 0: mark, index } of code.slice(from).matchAll(/'[^']*'|[()]/g)) {
    if (mark === '(') depth += 1;
    if (mark === ')') depth -= 1;
    if (depth === 0) return from + index;
  }
  throw new Error(`A function's arguments have no end: ${code.slice(0, 80)}`);
}

/** At the commas that stand in no brackets and no text. */
function splitParameters(list: string): string[] {
  const pieces = list.match(/(?:'[^']*'|\([^()]*\)|[^,'()])+/g) ?? [];
  return pieces.map(squeezed).filter((piece) => piece !== '');
}

const withoutDefault = (parameter: string) => parameter.replace(/\s+(default|=)\s[\s\S]*$/i, '');

/** Every argument of ours has a name. */
const typeOf = (parameter: string) => parameter.replace(/^\w+\s+/, '');
