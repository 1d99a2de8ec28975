import type { Spec } from './http/route.ts';
import { agentSpecs } from './routes/agents.ts';
import { callSpecs } from './routes/calls.ts';
import { keySpecs } from './routes/keys.ts';
import { leadSpecs } from './routes/lead-specs.ts';
import { analyzeSpec, cleanupSpec, jobSpec, statsSpec } from './routes/queue-specs.ts';
import { recordingSpec } from './routes/recording.ts';
import { scheduleCallSpec } from './routes/schedule-call-spec.ts';
import { suppressionSpecs } from './routes/suppressions.ts';
import { transcriptSpec } from './routes/transcripts.ts';

/** Every route behind a key, in the order in which the documentation lists them. */
export function allSpecs(now: () => Date): Spec[] {
  const specs = [
    scheduleCallSpec(now),
    analyzeSpec,
    cleanupSpec,
    statsSpec,
    jobSpec,
    ...callSpecs,
    recordingSpec,
    transcriptSpec,
    ...Object.values(leadSpecs),
    ...Object.values(agentSpecs),
    ...Object.values(suppressionSpecs),
    ...Object.values(keySpecs),
  ];
  return specs as unknown as Spec[];
}
