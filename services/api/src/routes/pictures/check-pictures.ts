import type { ConversationRow } from '@ringback/shared/db/text-rows.ts';
import type { Media } from '@ringback/shared/db/texts/media.ts';
import { SENT_PICTURES } from '@ringback/shared/domain/pictures/picture-limits.ts';
import type { CarrierMediaOf } from '@ringback/shared/providers/sms/media.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';

type Deps = { media: Pick<Media, 'find'>; carrierMediaOf: CarrierMediaOf };

/** Throws, before anything is written, where the carrier would not send these pictures. */
export type CheckPictures = (
  conversation: ConversationRow,
  ids: readonly string[],
) => Promise<void>;

export function createCheckPictures({ media, carrierMediaOf }: Deps): CheckPictures {
  return async function checkPictures(conversation, ids) {
    const fault = sendFault(carrierMediaOf, conversation);
    if (fault !== null) throw new AppError('conflict', `${fault} Send words without pictures.`);
    const bytes = (await media.find(ids)).reduce((sum, one) => sum + (one.bytes ?? 0), 0);
    if (bytes > SENT_PICTURES.mostBytes) {
      throw new AppError('too_large', 'The pictures of one text are too large together.', {
        faults: [
          {
            path: 'body.media',
            found: `${bytes} bytes`,
            expected: `at most ${SENT_PICTURES.mostBytes} bytes in all`,
          },
        ],
      });
    }
  };
}

/** Why pictures cannot be sent in this conversation; null: they can. */
export function sendFault(
  carrierMediaOf: CarrierMediaOf,
  { provider, lead_phone: to, our_number: sender }: ConversationRow,
): string | null {
  return carrierMediaOf(provider).sendFault({ to, sender });
}
