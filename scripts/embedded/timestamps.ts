const TEXT = (value: string) => value;

/** Timestamps as PostgREST writes them: `2026-11-20T12:00:00.5+00:00`, not Postgres's own spelling. */
export function isoTimestamp(text: string): string {
  return text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');
}

/** By Postgres type number: timestamp and timestamptz. */
export const TIMESTAMP_PARSERS = { 1114: isoTimestamp, 1184: isoTimestamp };

/** The same for the postgres driver, which names its types. */
export const TIMESTAMP_TYPES = {
  timestamp: { to: 1114, from: [1114], serialize: TEXT, parse: isoTimestamp },
  timestamptz: { to: 1184, from: [1184], serialize: TEXT, parse: isoTimestamp },
};
