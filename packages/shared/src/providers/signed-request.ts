import type { IncomingHttpHeaders } from 'node:http';

/** Path and query as they arrived, before any router cut them, and the form's fields. */
export type SignedRequest = { path: string; headers: IncomingHttpHeaders; body: unknown };

/** Throws `forbidden` unless the provider signed it. */
export type Verify = (request: SignedRequest) => void;
