import { createHmac, timingSafeEqual } from 'node:crypto';

/** Where the carrier fetches pictures: a path of the api that anybody may ask, with a signature. */
export const PICTURE_PATH = '/pictures';

export type PictureLinks = ReturnType<typeof createPictureLinks>;

/**
 * Addresses of pictures that are being sent: the carrier has no session. Each names one picture, ends
 * with its text's validity, and cannot be guessed. The key is derived from a secret that every
 * service has; it opens nothing else.
 */
export function createPictureLinks(secret: string) {
  const key = createHmac('sha256', secret).update('links to pictures').digest();
  const sign = (id: string, ends: number) =>
    createHmac('sha256', key).update(`${id}.${ends}`).digest('base64url');

  return {
    pathOf(id: string, until: Date): string {
      const ends = Math.ceil(until.getTime() / 1_000);
      return `${PICTURE_PATH}/${id}/${ends}/${sign(id, ends)}`;
    },

    isValid(link: { id: string; ends: number; signature: string }, now: Date): boolean {
      const right = Buffer.from(sign(link.id, link.ends));
      const given = Buffer.from(link.signature);
      const isSigned = right.length === given.length && timingSafeEqual(right, given);
      return isSigned && now.getTime() <= link.ends * 1_000;
    },
  };
}
