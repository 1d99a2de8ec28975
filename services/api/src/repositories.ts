import { createAgents } from '@ringback/shared/db/agents.ts';
import { createAnalyses } from '@ringback/shared/db/analyses.ts';
import { createApiKeys } from '@ringback/shared/db/api-keys.ts';
import { createAppointments } from '@ringback/shared/db/appointments.ts';
import { createArrivals } from '@ringback/shared/db/arrivals.ts';
import { createCallLists } from '@ringback/shared/db/call-lists.ts';
import { createCalls } from '@ringback/shared/db/calls.ts';
import type { Db } from '@ringback/shared/db/client.ts';
import { createDecisions } from '@ringback/shared/db/decisions.ts';
import { createLeads } from '@ringback/shared/db/leads.ts';
import { createMediaSessions } from '@ringback/shared/db/media-sessions.ts';
import { createSuppressionList } from '@ringback/shared/db/suppression-list.ts';
import { createSuppressions } from '@ringback/shared/db/suppressions.ts';
import { createTranscripts } from '@ringback/shared/db/transcripts.ts';

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
    apiKeys: createApiKeys(db),
    mediaSessions: createMediaSessions(db),
  };
}
