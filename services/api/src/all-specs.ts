import type { Spec } from './http/route.ts';
import { liveSpecs } from './live/routes.ts';
import { agentSpecs } from './routes/agents.ts';
import { analysisSpec } from './routes/analyses.ts';
import { appointmentSpec } from './routes/appointments.ts';
import { callSpecs } from './routes/calls.ts';
import { campaignSpecs } from './routes/campaign-specs.ts';
import { consentSpec } from './routes/consent.ts';
import { conversationSpecs } from './routes/conversation-specs.ts';
import { deadLetterSpecs } from './routes/dead-letters.ts';
import { importSpec } from './routes/import/routes.ts';
import { keySpecs } from './routes/keys.ts';
import { leadSourceSpecs } from './routes/lead-sources.ts';
import { leadSpecs } from './routes/lead-specs.ts';
import { analyzeSpec, cleanupSpec, jobSpec, statsSpec } from './routes/queue-specs.ts';
import { recordingSpec } from './routes/recording.ts';
import { retryCallSpec } from './routes/retry-call.ts';
import { scheduleCallSpec } from './routes/schedule-call-spec.ts';
import { senderSpecs } from './routes/senders.ts';
import { smsFollowupSpec } from './routes/sms-followup-spec.ts';
import { suppressionSpecs } from './routes/suppressions.ts';
import { switchSpecs } from './routes/switches.ts';
import { transcriptSpec } from './routes/transcripts.ts';
import { webhookSpecs } from './routes/webhooks.ts';

/** Every route behind a key, in the order in which the documentation lists them. */
export function allSpecs(now: () => Date): Spec[] {
  const specs = [
    scheduleCallSpec(now),
    smsFollowupSpec(now),
    analyzeSpec,
    cleanupSpec,
    statsSpec,
    jobSpec,
    ...Object.values(deadLetterSpecs),
    ...callSpecs,
    retryCallSpec,
    recordingSpec,
    transcriptSpec,
    importSpec,
    ...Object.values(leadSpecs),
    consentSpec,
    analysisSpec,
    appointmentSpec,
    ...Object.values(leadSourceSpecs),
    ...Object.values(campaignSpecs),
    ...Object.values(senderSpecs),
    ...Object.values(conversationSpecs),
    ...Object.values(agentSpecs),
    ...Object.values(suppressionSpecs),
    ...Object.values(switchSpecs),
    ...Object.values(webhookSpecs),
    ...Object.values(keySpecs(now)),
    ...Object.values(liveSpecs),
  ];
  return specs as unknown as Spec[];
}
