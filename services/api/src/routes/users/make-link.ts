import { hashKey } from '@ringback/shared/runtime/api-key.ts';
import { z } from 'zod';

/** How long a link works. */
const LASTS_MS = 7 * 24 * 60 * 60_000;

type Deps = { newToken: () => string; publicUrl: string; now: () => Date };

/** What an admin is shown once. */
export const LinkMade = {
  /** Null where passwords are kept by Supabase Auth. */
  link: z.string().nullable(),
  link_expires_at: z.string().nullable(),
  /** Whether it was also sent by mail. */
  mailed: z.boolean(),
};

/** A link with which somebody sets their password; the database keeps the hash of its token. */
export function makeLink({ newToken, publicUrl, now }: Deps) {
  const token = newToken();
  const expiresAt = new Date(now().getTime() + LASTS_MS);
  return {
    url: `${publicUrl}/invitation/${token}`,
    stored: { tokenHash: hashKey(token), expiresAt },
  };
}
