import { z } from 'zod';
import { MEDIA_FAULTS, MEDIA_STATES, type MediaFault } from '../../domain/pictures/media-state.ts';
import { moment } from '../../events/rows.ts';
import { asJson, callFunction, type Db, dbError } from '../client.ts';

const MediaRow = z.object({
  id: z.uuid(),
  message_id: z.uuid().nullable(),
  conversation_id: z.uuid().nullable(),
  state: z.enum(MEDIA_STATES),
  fault: z.enum(MEDIA_FAULTS).nullable(),
  source_url: z.string().nullable(),
  provider: z.string(),
  uploaded_by: z.uuid().nullable(),
  type_told: z.string().nullable(),
  type: z.string().nullable(),
  bytes: z.number().int().nullable(),
  sha256: z.string().nullable(),
  tries: z.number().int(),
  fetch_at: moment.nullable(),
  erased_at: moment.nullable(),
});
export type MediaRow = z.infer<typeof MediaRow>;

const Begun = z.enum(['begun', 'no_such_conversation', 'too_many']);
const Recorded = z.enum(['recorded', 'settled', 'unwanted']);
const Old = z.array(
  z.object({ id: z.uuid(), provider: z.string(), source_url: z.string().nullable() }),
);
export type OldMedia = z.infer<typeof Old>[number];

export type MediaOutcome =
  | { state: 'kept'; type: string; bytes: number; sha256: string }
  | { state: 'failed'; fault: MediaFault }
  | { state: 'pending'; fetch_at: string };

export type Media = ReturnType<typeof createMedia>;

/** Pictures and files of texts: what leads sent, and what people upload to send. */
export function createMedia(db: Db) {
  return {
    async find(ids: readonly string[]): Promise<MediaRow[]> {
      const { data, error, status } = await db.from('sms_media').select().in('id', ids);
      if (error) throw dbError('media.find', error, status);
      return z.array(MediaRow).parse(data);
    },

    async ofMessage(messageId: string): Promise<MediaRow[]> {
      const { data, error, status } = await db
        .from('sms_media')
        .select()
        .eq('message_id', messageId);
      if (error) throw dbError('media.ofMessage', error, status);
      return z.array(MediaRow).parse(data);
    },

    /** A person uploads a picture for a conversation; `most` may wait for their texts at once. */
    async beginUpload(
      upload: {
        id: string;
        conversation_id: string;
        uploaded_by: string;
        type: string;
        bytes: number;
        sha256: string;
      },
      most: number,
      now: Date,
    ) {
      const args = { p: asJson(upload), p_most: most, p_now: now.toISOString() };
      return Begun.parse(await callFunction(db, 'begin_upload', args));
    },

    /** `unwanted`: its lead was deleted meanwhile, and what was kept of it is to be removed. */
    async record(id: string, outcome: MediaOutcome, now: Date) {
      const args = { p: asJson({ id, ...outcome }), p_now: now.toISOString() };
      return Recorded.parse(await callFunction(db, 'record_media', args));
    },

    /** The texts whose pictures should have been fetched by now. */
    async claimDue(now: Date, limit: number): Promise<string[]> {
      const args = { p_now: now.toISOString(), p_limit: limit };
      return z.array(z.uuid()).parse(await callFunction(db, 'claim_due_media', args));
    },

    /** Null for `before`: what is kept stays for ever. */
    async old(
      { before, uploads, erased }: { before: Date | null; uploads: Date; erased: Date },
      limit: number,
    ): Promise<OldMedia[]> {
      const args = {
        p_before: (before?.toISOString() ?? null) as string,
        p_uploads: uploads.toISOString(),
        p_erased: erased.toISOString(),
        p_limit: limit,
      };
      return Old.parse(await callFunction(db, 'old_media', args));
    },

    /** Its bytes are gone. */
    async forget(id: string, now: Date): Promise<boolean> {
      const args = { p_id: id, p_now: now.toISOString() };
      return z.boolean().parse(await callFunction(db, 'forget_media', args));
    },
  };
}
