import type { NewTurn, Transcripts } from '@ringback/shared/db/calls/transcripts.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { inSlices } from './in-slices.ts';

export type SaveWordsDeps = { transcripts: Pick<Transcripts, 'save'>; log: Logger };

type Call = { callSid: string; callId: string | null | undefined };

/** Words that are written again are corrected, so that what was written before a fault may stay. */
export function createSaveWords({ transcripts, log }: SaveWordsDeps) {
  return async function saveWords(call: Call, turns: NewTurn[], at: Date): Promise<void> {
    const { callSid, callId } = call;
    let saved: Awaited<ReturnType<Transcripts['save']>> | undefined;
    for (const some of inSlices(turns)) saved = await transcripts.save(callSid, some, at);
    if (saved?.linked_by === null && saved.lead_id === null) {
      log.warn({ callId }, 'words of a call were kept: no lead was found');
    }
    if (saved?.link_skipped) {
      log.info({ callId, leadId: saved.lead_id }, 'link skipped: the standing call is live');
    }
  };
}
