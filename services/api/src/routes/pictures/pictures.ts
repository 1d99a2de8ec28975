import { createBlobs } from '@ringback/shared/db/blobs/create-blobs.ts';
import { createConversations } from '@ringback/shared/db/texts/conversations.ts';
import { createMedia } from '@ringback/shared/db/texts/media.ts';
import { createMessages } from '@ringback/shared/db/texts/messages.ts';
import { createPictureLinks } from '@ringback/shared/providers/picture-links.ts';
import { createCarrierMedia } from '@ringback/shared/providers/sms/media.ts';
import { apiModule } from '../api-module.ts';
import { canSendPictures } from './can-send.ts';
import { getMedia } from './get-media.ts';
import { givePicture } from './give-picture.ts';
import { uploadPicture } from './upload-picture.ts';

export const pictures = apiModule(
  [getMedia, canSendPictures, uploadPicture, givePicture],
  ({ db, ids, now }, { blobs, database, providers }) => ({
    conversations: createConversations(db),
    messages: createMessages(db),
    media: createMedia(db),
    blobs: createBlobs(blobs),
    carrierMediaOf: createCarrierMedia(providers),
    links: createPictureLinks(database.secretKey),
    now,
    newId: ids.uuid,
  }),
);
