import { createLeadStory } from '@ringback/shared/db/leads/lead-story.ts';
import { createConversations } from '@ringback/shared/db/texts/conversations.ts';
import { createMedia } from '@ringback/shared/db/texts/media.ts';
import { createMessages } from '@ringback/shared/db/texts/messages.ts';
import { createWordsJudged } from '@ringback/shared/db/texts/words-judged.ts';
import { createCarrierMedia } from '@ringback/shared/providers/sms/media.ts';
import { createQueueText } from '../../queue/queue-text.ts';
import { apiModule } from '../api-module.ts';
import { createCheckPictures } from '../pictures/check-pictures.ts';
import { assignConversation } from './assign-conversation.ts';
import { closeConversation } from './close-conversation.ts';
import { getConversation } from './get-conversation.ts';
import { holdReply } from './hold-reply.ts';
import { judgeMessage } from './judge-message.ts';
import { listConversations } from './list-conversations.ts';
import { markRead, markUnread } from './mark-read.ts';
import { readEntries } from './read-entries.ts';
import { readMessages } from './read-messages.ts';
import { reopenConversation } from './reopen-conversation.ts';
import { retryMessage } from './retry-message.ts';
import { handBack, takeOver } from './set-owner.ts';
import { writeMessage } from './write-message.ts';

export const conversations = apiModule(
  [
    listConversations,
    getConversation,
    readMessages,
    readEntries,
    writeMessage,
    retryMessage,
    judgeMessage,
    takeOver,
    handBack,
    holdReply,
    closeConversation,
    reopenConversation,
    markRead,
    markUnread,
    assignConversation,
  ],
  ({ db, queue: { enqueue }, ids, log, now }, { texts, providers }) => ({
    checkPictures: createCheckPictures({
      media: createMedia(db),
      carrierMediaOf: createCarrierMedia(providers),
    }),
    conversations: createConversations(db),
    messages: createMessages(db),
    story: createLeadStory(db),
    words: createWordsJudged(db),
    scope: texts.optOutScope,
    queueText: createQueueText({ enqueue, log, now }),
    enqueue,
    log,
    now,
    newId: ids.uuid,
  }),
);
