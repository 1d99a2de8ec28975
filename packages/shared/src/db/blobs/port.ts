/**
 * Keeps files outside of the database, under ids of ours. Each function fails with
 * `provider_unavailable` where the place cannot be reached; a repeat is safe.
 */
export type Blobs = {
  /** The same key again replaces what was there. */
  put(key: string, bytes: Uint8Array, type: string): Promise<void>;
  /** Null: nothing is kept under this key. */
  get(key: string): Promise<Uint8Array | null>;
  /** Nothing under this key is as good. */
  remove(key: string): Promise<void>;
};
