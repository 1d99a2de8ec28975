import { createAgents } from '@ringback/shared/db/agents.ts';
import { createAnalyses } from '@ringback/shared/db/analyses.ts';
import { createApiKeys } from '@ringback/shared/db/api-keys.ts';
import { createAppointments } from '@ringback/shared/db/appointments.ts';
import { createArrivals } from '@ringback/shared/db/arrivals.ts';
import { createCallLists } from '@ringback/shared/db/call-lists.ts';
import { createCalls } from '@ringback/shared/db/calls.ts';
import { createCampaigns } from '@ringback/shared/db/campaigns.ts';
import { createChats } from '@ringback/shared/db/chats.ts';
import type { Db } from '@ringback/shared/db/client.ts';
import { createConsents } from '@ringback/shared/db/consents.ts';
import { createConversations } from '@ringback/shared/db/conversations.ts';
import { createDecisions } from '@ringback/shared/db/decisions.ts';
import { createEnrollments } from '@ringback/shared/db/enrollments.ts';
import { createInboundTexts } from '@ringback/shared/db/inbound-texts.ts';
import { createLeadIntake } from '@ringback/shared/db/lead-intake.ts';
import { createLeadSources } from '@ringback/shared/db/lead-sources.ts';
import { createLeads } from '@ringback/shared/db/leads.ts';
import { createMediaSessions } from '@ringback/shared/db/media-sessions.ts';
import { createMessages } from '@ringback/shared/db/messages.ts';
import { createOurNumbers } from '@ringback/shared/db/our-numbers.ts';
import { createSenders } from '@ringback/shared/db/senders.ts';
import { createSuppressionHistory } from '@ringback/shared/db/suppression-history.ts';
import { createSuppressionList } from '@ringback/shared/db/suppression-list.ts';
import { createSuppressions } from '@ringback/shared/db/suppressions.ts';
import { createSwitches } from '@ringback/shared/db/switches.ts';
import { createTranscripts } from '@ringback/shared/db/transcripts.ts';
import { createWebhookDeliveries } from '@ringback/shared/db/webhook-deliveries.ts';
import { createWebhookEndpoints } from '@ringback/shared/db/webhook-endpoints.ts';
import { createWebhookReceipts } from '@ringback/shared/db/webhook-receipts.ts';

export type Repositories = ReturnType<typeof createRepositories>;

/** Every table the api reads or writes. */
export function createRepositories(db: Db) {
  return {
    leads: createLeads(db),
    agents: createAgents(db),
    calls: createCalls(db),
    callLists: createCallLists(db),
    transcripts: createTranscripts(db),
    analyses: createAnalyses(db),
    decisions: createDecisions(db),
    appointments: createAppointments(db),
    suppressions: createSuppressions(db),
    suppressionList: createSuppressionList(db),
    arrivals: createArrivals(db),
    ourNumbers: createOurNumbers(db),
    apiKeys: createApiKeys(db),
    mediaSessions: createMediaSessions(db),
    leadSources: createLeadSources(db),
    leadIntake: createLeadIntake(db),
    consents: createConsents(db),
    suppressionHistory: createSuppressionHistory(db),
    campaigns: createCampaigns(db),
    enrollments: createEnrollments(db),
    conversations: createConversations(db),
    messages: createMessages(db),
    inboundTexts: createInboundTexts(db),
    chats: createChats(db),
    senders: createSenders(db),
    switches: createSwitches(db),
    receipts: createWebhookReceipts(db),
    webhookEndpoints: createWebhookEndpoints(db),
    webhookDeliveries: createWebhookDeliveries(db),
  };
}
