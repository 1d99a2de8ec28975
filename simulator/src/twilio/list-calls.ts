import type { Call } from './call.ts';
import { callJson } from './call-json.ts';

/** One page of `GET Calls.json`, newest first, in Twilio's envelope. */
export function listCalls(
  all: Iterable<Call>,
  query: URLSearchParams,
  accountSid: string,
  now: number,
) {
  const size = Math.min(Math.max(Number(query.get('PageSize') ?? '50') || 50, 1), 1000);
  const page = Number(query.get('Page') ?? '0') || 0;
  const found = [...all].reverse().filter((call) => call.visibleAt <= now && matches(call, query));
  const first = Math.max(firstIndex(found, query.get('PageToken'), page, size), 0);
  const shown = found.slice(first, first + size);
  const last = shown.at(-1);
  const more = last !== undefined && first + size < found.length;
  return {
    calls: shown.map((call) => callJson(call, accountSid)),
    end: first + shown.length - 1,
    first_page_uri: pageUri(accountSid, query, size, 0, null),
    next_page_uri: more ? pageUri(accountSid, query, size, page + 1, `PA${last.sid}`) : null,
    page,
    page_size: size,
    previous_page_uri: page > 0 ? pageUri(accountSid, query, size, page - 1, null) : null,
    start: first,
    uri: pageUri(accountSid, query, size, page, query.get('PageToken')),
  };
}

/** A token names the last call already seen, so that new calls do not shift the pages. */
function firstIndex(found: Call[], token: string | null, page: number, size: number): number {
  if (token === null) return page * size;
  const seen = found.findIndex((call) => `PA${call.sid}` === token);
  return seen < 0 ? found.length : seen + 1;
}

function matches(call: Call, query: URLSearchParams): boolean {
  const is = (name: string, value: string | null) => !query.has(name) || query.get(name) === value;
  return (
    is('To', call.to) &&
    is('From', call.from) &&
    is('Status', call.status) &&
    is('ParentCallSid', call.parentSid) &&
    // A call that has not been dialled yet has no start; its creation stands for it.
    isWithin('StartTime', call.startedAt ?? call.placedAt, query) &&
    isWithin('EndTime', call.endedAt, query)
  );
}

function isWithin(name: string, at: number | null, query: URLSearchParams): boolean {
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
  accountSid: string,
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
  return `/2010-04-01/Accounts/${accountSid}/Calls.json?${next}`;
}
