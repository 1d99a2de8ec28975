import type { Blobs } from '@ringback/shared/db/blobs/port.ts';
import type { Media } from '@ringback/shared/db/texts/media.ts';
import type { Messages } from '@ringback/shared/db/texts/messages.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { sendFile } from './send-file.ts';

type Deps = {
  messages: Pick<Messages, 'find'>;
  media: Pick<Media, 'find'>;
  blobs: Pick<Blobs, 'get'>;
};

export const getMedia = endpoint(
  {
    method: 'get',
    path: '/api/conversations/{id}/messages/{message_id}/media/{n}',
    tag: 'pictures',
    summary: 'A picture or file of a text',
    description:
      '`n` is its place in the text’s `media`, from 0. JPEG, PNG, GIF and WebP, by their content, are shown; anything else is a download.',
    access: 'viewer',
    params: z.object({
      id: z.uuid(),
      message_id: z.uuid(),
      n: z
        .string()
        .regex(/^\d{1,2}$/, 'a place from 0')
        .transform(Number)
        .openapi({ type: 'integer', minimum: 0 }),
    }),
    answers: {
      200: { description: 'The file', contentType: 'application/octet-stream' },
      304: { description: 'The browser has it', contentType: 'application/octet-stream' },
    },
    refusals: [404, 503],
  },
  ({ messages, media, blobs }: Deps) =>
    async function getMedia({ params }, { req, res }) {
      const message = await messages.find(params.message_id);
      const told = message?.conversation_id === params.id ? message.media[params.n] : undefined;
      const [row] = told ? await media.find([told.id]) : [];
      if (!row) throw new AppError('not_found', 'This conversation has no such picture.');
      await sendFile(req, res, { blobs, row, name: `picture-${params.n + 1}` });
      return null;
    },
);
