import { createUsers } from '@ringback/shared/db/access/users.ts';
import { createArrivals } from '@ringback/shared/db/calls/arrivals.ts';
import { createCalls } from '@ringback/shared/db/calls/calls.ts';
import { createTranscripts } from '@ringback/shared/db/calls/transcripts.ts';
import { createSoundAlarm } from '@ringback/shared/db/health/sound-alarm.ts';
import { createReadNumberHistories } from '@ringback/shared/db/leads/number-history.ts';
import { createSwitches } from '@ringback/shared/db/switches.ts';
import { createCampaigns } from '@ringback/shared/db/texts/campaigns.ts';
import { createChats } from '@ringback/shared/db/texts/chats.ts';
import { createConversations } from '@ringback/shared/db/texts/conversations.ts';
import { createInboundTexts, type InboundTexts } from '@ringback/shared/db/texts/inbound-texts.ts';
import { createMessages } from '@ringback/shared/db/texts/messages.ts';
import { createWebhookReceipts } from '@ringback/shared/db/webhooks/webhook-receipts.ts';
import { createRecordInbound } from '@ringback/shared/inbound/record-inbound.ts';
import { createWhoIs } from '@ringback/shared/inbound/who-is.ts';
import type { Config } from '../config.ts';
import type { Kernel } from '../kernel.ts';
import { readPhoneBy } from '../lead-reading/read-phone.ts';
import { createQueueText } from '../queue/queue-text.ts';
import { createRecordNotice } from './record-notice.ts';
import { createRecordRetell } from './retell/record-retell.ts';
import { createRecordDelivery } from './texts/record-delivery.ts';
import { createRecordText } from './texts/record-text.ts';
import type { Shared } from './webhook-module.ts';

type Given = Pick<Shared, 'activeLeads'> & {
  /** Puts a lead's text in its place in the order. */
  receive: InboundTexts['receive'];
};

/** Writes carrier events of every kind. */
export function createRecord(kernel: Kernel, config: Config, { activeLeads, receive }: Given) {
  const { db, queue, ids, log, now } = kernel;
  const { optOutScope } = config.texts;
  const { enqueue } = queue;
  const readPhone = readPhoneBy(config);
  const [calls, arrivals, receipts] = [
    createCalls(db),
    createArrivals(db),
    createWebhookReceipts(db),
  ];
  const queueText = createQueueText({ enqueue, log, now });
  const whoIs = createWhoIs({ activeLeads, readHistory: createReadNumberHistories(db), log });
  const recordInbound = createRecordInbound({
    inboundTexts: { ...createInboundTexts(db), receive },
    whoIs,
    enqueue,
    sendSoon: (messageId) => queueText(messageId, null),
    readPhone,
    rules: config.texts,
    log,
    newId: ids.uuid,
  });
  const soundAlarm = createSoundAlarm({
    campaigns: createCampaigns(db),
    conversations: createConversations(db),
    switches: createSwitches(db),
    now,
  });
  const messages = createMessages(db);
  const recordText = createRecordText({
    recordInbound,
    receipts,
    log,
    notifySender: config.notifySender,
    isColleague: createUsers(db).hasPhone,
    recordDelivery: createRecordDelivery({ messages, soundAlarm, queueText, optOutScope, log }),
    recordTold: createRecordRetell({
      calls,
      arrivals,
      transcripts: createTranscripts(db),
      chats: createChats(db),
      receipts,
      recordInbound,
      whoIs,
      enqueue,
      readPhone,
      optOutScope,
      log,
      newId: ids.uuid,
    }),
  });
  return createRecordNotice({ calls, arrivals, enqueue, recordText, log });
}
