import { createHash } from 'node:crypto';
import type { Blobs } from '@ringback/shared/db/blobs/port.ts';
import type { Conversations } from '@ringback/shared/db/texts/conversations.ts';
import type { Media } from '@ringback/shared/db/texts/media.ts';
import { SENT_PICTURES } from '@ringback/shared/domain/pictures/picture-limits.ts';
import { typeOfBytes } from '@ringback/shared/domain/pictures/picture-type.ts';
import { stripMetadata } from '@ringback/shared/domain/pictures/strip-metadata.ts';
import type { CarrierMediaOf } from '@ringback/shared/providers/sms/media.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { one } from '../../http/route.ts';
import { byId, findConversation, noSuchConversation } from '../conversations/conversation.ts';
import { sendFault } from './check-pictures.ts';
import { readBody } from './read-body.ts';

type Deps = {
  conversations: Pick<Conversations, 'find'>;
  media: Pick<Media, 'beginUpload' | 'record'>;
  blobs: Pick<Blobs, 'put' | 'remove'>;
  carrierMediaOf: CarrierMediaOf;
  now: Now;
  newId: () => string;
};

/** Each is held in memory while it arrives. */
const AT_ONCE = 12;
/** Pictures of one person that wait for their texts in one conversation. */
const MOST_WAITING = 3 * SENT_PICTURES.most;
const ANY = 'application/octet-stream';

export const uploadPicture = endpoint(
  {
    method: 'post',
    path: '/api/conversations/{id}/pictures',
    tag: 'pictures',
    summary: 'Upload a picture to send with a text',
    description:
      'The body is the file. Where it was taken, and by which camera, is removed from it. Its id goes into `media` of a text in this conversation; without a text it is deleted after a day.',
    access: 'agent',
    params: byId,
    upload: {
      contentTypes: [...SENT_PICTURES.types, ANY],
      description: `A JPEG, PNG or GIF of at most ${SENT_PICTURES.mostBytes} bytes.`,
    },
    answers: {
      201: {
        description: 'Uploaded',
        schema: one(z.object({ id: z.uuid(), type: z.string(), bytes: z.number().int() })),
      },
    },
    refusals: [404, 409, 413],
  },
  ({ conversations, media, blobs, carrierMediaOf, now, newId }: Deps) => {
    let running = 0;

    return async function uploadPicture({ params }, { caller, req }) {
      const conversation = await findConversation(conversations, params.id);
      const fault = sendFault(carrierMediaOf, conversation);
      if (fault !== null) throw new AppError('conflict', fault);
      if (running >= AT_ONCE) {
        throw new AppError('too_many_requests', 'Other pictures are being uploaded. Try again.');
      }
      running += 1;
      try {
        const { type, bytes } = clean(await readBody(req, SENT_PICTURES.mostBytes));
        const sha256 = createHash('sha256').update(bytes).digest('hex');
        const upload = {
          id: newId(),
          conversation_id: params.id,
          type,
          bytes: bytes.length,
          sha256,
        };
        const by = { uploaded_by: caller.id };
        const begun = await media.beginUpload({ ...upload, ...by }, MOST_WAITING, now());
        if (begun === 'no_such_conversation') throw noSuchConversation();
        if (begun === 'too_many') {
          throw new AppError(
            'conflict',
            'Too many pictures wait here for a text. Send some first.',
          );
        }
        await blobs.put(upload.id, bytes, type);
        const kept = { state: 'kept' as const, type, bytes: bytes.length, sha256 };
        if ((await media.record(upload.id, kept, now())) === 'unwanted') {
          await blobs.remove(upload.id);
          throw noSuchConversation();
        }
        return { status: 201, data: { id: upload.id, type, bytes: bytes.length } };
      } finally {
        running -= 1;
      }
    };
  },
);

/** What may leave of a file, by its content. */
function clean(given: Uint8Array): { type: string; bytes: Uint8Array } {
  const type = typeOfBytes(given);
  const isSent = SENT_PICTURES.types.some((sent) => sent === type);
  const bytes = isSent ? stripMetadata(type, given) : null;
  if (bytes) return { type, bytes };
  throw new AppError('invalid_input', 'This file is no picture that can be sent.', {
    faults: [
      {
        path: '(body)',
        found: isSent ? 'a damaged picture' : type === ANY ? 'another kind of file' : type,
        expected: 'a JPEG, PNG or GIF',
      },
    ],
  });
}
