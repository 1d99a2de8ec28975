/** What stands in a query and is no filter. */
const NO_FILTERS = new Set(['select', 'order', 'limit', 'offset', 'columns', 'on_conflict']);
const VALUE = /(?<=^|[.(,{])[^.(,{"})\s][^(,{"})\s]*(?=$|[,)}])/g;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * The server reads whatever looks like a number as one, and `+12025550143` would lose its plus. A
 * value that a number would spell otherwise is quoted, so that it stays the text that was written.
 */
export function keepSpelling(request: Request): Request {
  const url = new URL(request.url);
  if (!url.pathname.startsWith('/rest/v1/') || url.pathname.startsWith('/rest/v1/rpc/')) {
    return request;
  }
  const pairs = [...url.searchParams];
  const kept = pairs.map(([name, text]): [string, string] => [
    name,
    NO_FILTERS.has(name) ? text : text.replace(VALUE, quoted),
  ]);
  if (kept.every(([, text], at) => text === pairs[at]?.[1])) return request;
  url.search = new URLSearchParams(kept).toString();
  return new Request(url, request);
}

/** A filter such as `eq.+1202` is matched with its operator left in place. */
function quoted(value: string): string {
  const [, operator = '', text = value] =
    /^((?:[a-z_][a-z0-9_]*(?:\([a-z]+\))?\.)+)(.*)$/.exec(value) ?? [];
  const losesItsSpelling = NUMBER.test(text) && String(Number(text)) !== text;
  return losesItsSpelling ? `${operator}"${text}"` : value;
}
