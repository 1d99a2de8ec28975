import { createAnalyses } from '@ringback/shared/db/calls/analyses.ts';
import { createCallLists } from '@ringback/shared/db/calls/call-lists.ts';
import { createCalls } from '@ringback/shared/db/calls/calls.ts';
import { createTranscripts } from '@ringback/shared/db/calls/transcripts.ts';
import { createDecisions } from '@ringback/shared/db/decisions.ts';
import { createRecordings } from '@ringback/shared/providers/calls/recordings.ts';
import { apiModule } from '../api-module.ts';
import { countCalls } from './count-calls.ts';
import { getCall } from './get-call.ts';
import { getRecording } from './get-recording.ts';
import { getTranscript } from './get-transcript.ts';
import { hangUp } from './hang-up.ts';
import { listCalls } from './list-calls.ts';
import { retryCall } from './retry-call.ts';

export const calls = apiModule(
  [listCalls, countCalls, getCall, hangUp, retryCall, getRecording, getTranscript],
  ({ db, queue, ids, log, now }, config) => ({
    calls: createCalls(db),
    callLists: createCallLists(db),
    transcripts: createTranscripts(db),
    analyses: createAnalyses(db),
    decisions: createDecisions(db),
    recordingsOf: createRecordings(config.providers),
    queue,
    enqueue: queue.enqueue,
    log,
    now,
    newId: ids.uuid,
  }),
);
