/** A file may take its time: it is read as fast as it can be stored. */
export const UPLOAD_MS = 15 * 60_000;

/** For every server that strangers can reach. */
export const SERVER_LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: UPLOAD_MS,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16_384,
  // We enforce this ourselves, with an answer that gives the reason.
  requireHostHeader: false,
} as const;
