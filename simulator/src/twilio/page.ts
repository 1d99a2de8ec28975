type Shelf<Item> = {
  /** All that fit, newest first. */
  found: Item[];
  query: URLSearchParams;
  /** The list's own path, and its name in the envelope. */
  path: string;
  name: string;
  json: (item: Item) => unknown;
};

/** One page of a list in Twilio's envelope. */
export function pageOf<Item extends { sid: string }>({
  found,
  query,
  path,
  name,
  json,
}: Shelf<Item>) {
  const size = Math.min(Math.max(Number(query.get('PageSize') ?? '50') || 50, 1), 1000);
  const page = Number(query.get('Page') ?? '0') || 0;
  const first = Math.max(firstIndex(found, query.get('PageToken'), page, size), 0);
  const shown = found.slice(first, first + size);
  const last = shown.at(-1);
  const more = last !== undefined && first + size < found.length;
  const uri = (at: number, token: string | null) => pageUri(path, query, size, at, token);
  return {
    [name]: shown.map(json),
    end: first + shown.length - 1,
    first_page_uri: uri(0, null),
    next_page_uri: more ? uri(page + 1, `PA${last.sid}`) : null,
    page,
    page_size: size,
    previous_page_uri: page > 0 ? uri(page - 1, null) : null,
    start: first,
    uri: uri(page, query.get('PageToken')),
  };
}

/** A token names the last item already seen, so that new ones do not shift the pages. */
function firstIndex(
  found: { sid: string }[],
  token: string | null,
  page: number,
  size: number,
): number {
  if (token === null) return page * size;
  const seen = found.findIndex(({ sid }) => `PA${sid}` === token);
  return seen < 0 ? found.length : seen + 1;
}

/** Whether a moment fits the filters `Name`, `Name<` and `Name>` of a list. */
export function isWithin(name: string, at: number | null, query: URLSearchParams): boolean {
  const day = query.get(name);
  const upTo = query.get(`${name}<`);
  const from = query.get(`${name}>`);
  if (day === null && upTo === null && from === null) return true;
  if (at === null) return false;
  // Twilio knows whole seconds only.
  const second = Math.floor(at / 1000) * 1000;
  if (day !== null && !new Date(at).toISOString().startsWith(day.slice(0, 10))) return false;
  if (upTo !== null && second > Date.parse(upTo)) return false;
  return from === null || second >= Date.parse(from);
}

function pageUri(
  path: string,
  query: URLSearchParams,
  size: number,
  page: number,
  token: string | null,
): string {
  const next = new URLSearchParams(query);
  next.delete('PageToken');
  next.set('PageSize', String(size));
  next.set('Page', String(page));
  if (token !== null) next.set('PageToken', token);
  return `${path}?${next}`;
}
