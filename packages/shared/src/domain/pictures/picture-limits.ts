/** What may be sent with one text: more, or other types, no carrier passes on. */
export const SENT_PICTURES = {
  most: 10,
  /** Of all pictures of one text together. */
  mostBytes: 5_000_000,
  types: ['image/jpeg', 'image/png', 'image/gif'],
} as const;

/** A picture of a lead above this is not kept. */
export const MOST_RECEIVED_BYTES = 16_000_000;

/** An upload that no text has taken by then is deleted. */
export const UPLOAD_KEPT_MS = 24 * 60 * 60_000;
