import { createArrivals } from '@ringback/shared/db/calls/arrivals.ts';
import { createInboundHeartbeat } from '@ringback/shared/db/health/inbound-heartbeat.ts';
import { createInboundPolls } from '@ringback/shared/db/health/inbound-polls.ts';
import { createNotes } from '@ringback/shared/db/leads/notes.ts';
import { assignWaitingNeeds } from '@ringback/shared/db/notifications/assign-waiting-needs.ts';
import { createOurNumbers } from '@ringback/shared/db/our-numbers.ts';
import { createRetention } from '@ringback/shared/db/retention.ts';
import { createAnswerWithCall } from '@ringback/shared/db/texts/answer-with-call.ts';
import { createArrivingTexts } from '@ringback/shared/db/texts/arriving-texts.ts';
import { createChats } from '@ringback/shared/db/texts/chats.ts';
import { createFinishConversation } from '@ringback/shared/db/texts/finish-conversation.ts';
import { createMedia } from '@ringback/shared/db/texts/media.ts';
import { createSenders } from '@ringback/shared/db/texts/senders.ts';
import { createWebhookReceipts } from '@ringback/shared/db/webhooks/webhook-receipts.ts';
import { startTextsWorld } from '@ringback/testing/texts-world.ts';
import { judged } from '../../fixtures/analyses.ts';

/** Something that can happen, named by a sentence. Each sees to it that it really does. */
export type Action = [what: string, act: () => Promise<unknown>];

/** Things that happen to people, in order, and the words that must be gone when the people are. */
export type Story = { actions: Action[]; traces: string[] };

/** A database with everything that writes to it. */
export async function startActionsWorld() {
  const world = await startTextsWorld();
  await world.staff();
  return {
    ...world,
    answerWithCall: createAnswerWithCall(world.db),
    assignWaiting: (now: Date) => assignWaitingNeeds(world.db, now, 20),
    arrivals: createArrivals(world.db),
    arriving: createArrivingTexts(world.db),
    door: createInboundHeartbeat(world.db, 'api'),
    chats: createChats(world.db),
    finish: createFinishConversation(world.db),
    media: createMedia(world.db),
    notes: createNotes(world.db),
    looks: createInboundPolls(world.db),
    ourNumbers: createOurNumbers(world.db),
    receipts: createWebhookReceipts(world.db),
    retention: createRetention(world.db),
    senders: createSenders(world.db),
  };
}

export type ActionsWorld = Awaited<ReturnType<typeof startActionsWorld>>;

export const JUDGED = judged({
  outcome_quote: 'Tomorrow at ten.',
  outcome_turn: 2,
  summary: 'They meet.',
  sentiment: 'positive',
});
