import type { WriteBody } from './content.ts';

/** For a program, which verifies the signature in the headers. */
export const writeSigned: WriteBody = ({ event, happened_at, data }) => ({
  type: event,
  timestamp: new Date(happened_at).toISOString(),
  data,
});
