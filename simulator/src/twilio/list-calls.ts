import type { Call } from './call.ts';
import { callJson } from './call-json.ts';
import { isWithin, pageOf } from './page.ts';

/** One page of `GET Calls.json`, newest first, in Twilio's envelope. */
export function listCalls(
  all: Iterable<Call>,
  query: URLSearchParams,
  accountSid: string,
  now: number,
) {
  return pageOf({
    found: [...all].reverse().filter((call) => call.visibleAt <= now && matches(call, query)),
    query,
    path: `/2010-04-01/Accounts/${accountSid}/Calls.json`,
    name: 'calls',
    json: (call) => callJson(call, accountSid),
  });
}

function matches(call: Call, query: URLSearchParams): boolean {
  const is = (name: string, value: string | null) => !query.has(name) || query.get(name) === value;
  return (
    is('To', call.to) &&
    is('From', call.from) &&
    is('Status', call.status) &&
    is('ParentCallSid', call.parentSid) &&
    // A call that has not been dialed yet has no start; its creation stands for it.
    isWithin('StartTime', call.startedAt ?? call.placedAt, query) &&
    isWithin('EndTime', call.endedAt, query)
  );
}
