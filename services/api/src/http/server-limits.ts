/** A file may take its time: it is read as fast as it can be stored. */
export const UPLOAD_MS = 15 * 60_000;

/** Of every server that strangers reach. */
export const SERVER_LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: UPLOAD_MS,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 16_384,
  // Asked for by ourselves, with an answer that says so.
  requireHostHeader: false,
} as const;
