import type { Blobs } from '@ringback/shared/db/blobs/port.ts';
import type { Media } from '@ringback/shared/db/texts/media.ts';
import type { PictureLinks } from '@ringback/shared/providers/picture-links.ts';
import { PICTURE_PATH } from '@ringback/shared/providers/picture-links.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { sendFile } from './send-file.ts';

type Deps = {
  media: Pick<Media, 'find'>;
  blobs: Pick<Blobs, 'get'>;
  links: Pick<PictureLinks, 'isValid'>;
  now: Now;
};

/** For the carrier, which fetches a picture that is being sent. It has no key: the address is one. */
export const givePicture = endpoint(
  {
    method: 'get',
    path: `${PICTURE_PATH}/{id}/{ends}/{signature}`,
    tag: 'pictures',
    summary: 'A picture that is being sent, for the carrier',
    description: 'The address is signed, and ends with the time in which its text may be sent.',
    access: 'anyone',
    params: z.object({
      id: z.uuid(),
      ends: z
        .string()
        .regex(/^\d{1,11}$/, 'seconds')
        .transform(Number)
        .openapi({ type: 'integer' }),
      signature: z.string().max(100),
    }),
    answers: {
      200: { description: 'The picture', contentType: 'image/*' },
      304: { description: 'It has not changed', contentType: 'image/*' },
    },
    refusals: [404, 503],
  },
  ({ media, blobs, links, now }: Deps) =>
    async function givePicture({ params }, { req, res }) {
      const [row] = links.isValid(params, now()) ? await media.find([params.id]) : [];
      // Only what people send: a lead's picture is never given this way.
      if (!row?.uploaded_by || row.message_id === null) {
        throw new AppError('not_found', 'There is no picture at this address, or no longer.');
      }
      await sendFile(req, res, { blobs, row, name: 'picture' });
      return null;
    },
);
