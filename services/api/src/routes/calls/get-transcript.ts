import type { CallLists } from '@ringback/shared/db/calls/call-lists.ts';
import type { Transcripts } from '@ringback/shared/db/calls/transcripts.ts';
import { TurnRow } from '@ringback/shared/db/rows.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { text } from '../../http/fields.ts';

type Deps = { transcripts: Pick<Transcripts, 'list'>; callLists: Pick<CallLists, 'findBySid'> };

const Turn = TurnRow.pick({
  id: true,
  call_sid: true,
  role: true,
  content: true,
  timestamp: true,
  heard: true,
}).openapi('Turn');

export const getTranscript = endpoint(
  {
    method: 'get',
    path: '/transcripts/{callSid}',
    tag: 'calls',
    summary: 'The turns of a call in order',
    access: 'viewer',
    params: z.object({ callSid: text(50) }),
    answers: {
      200: {
        description: 'The turns; empty for a call without words',
        schema: z.strictObject({
          callSid: z.string(),
          transcripts: z.array(Turn),
          messageCount: z.number().int(),
          success: z.literal(true),
        }),
      },
    },
    refusals: [404],
  },
  ({ transcripts, callLists }: Deps) =>
    async function getTranscript({ params: { callSid } }, { res }) {
      const turns = await transcripts.list(callSid);
      if (turns.length === 0 && !(await callLists.findBySid(callSid))) {
        throw new AppError('not_found', 'There is no call with this sid.');
      }
      const words = turns.map(({ id, call_sid, role, content, timestamp, heard }) => {
        return { id, call_sid, role, content, timestamp, heard };
      });
      res.json({ callSid, transcripts: words, messageCount: words.length, success: true });
      return null;
    },
);
