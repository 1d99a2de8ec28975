import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeWebStream } from 'node:stream/web';
import type { CallLists } from '@ringback/shared/db/calls/call-lists.ts';
import type { RecordingsOf } from '@ringback/shared/providers/calls/recordings.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Response as ExpressResponse } from 'express';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { findCall } from './call.ts';

type Deps = { callLists: Pick<CallLists, 'find'>; recordingsOf: RecordingsOf };

export const getRecording = endpoint(
  {
    method: 'get',
    path: '/api/calls/{id}/recording',
    tag: 'calls',
    summary: 'The recording of a call',
    description: 'Supports one byte range, so that a player can seek.',
    access: 'viewer',
    params: z.object({ id: z.uuid() }),
    headers: z.object({ range: z.string().max(100).optional() }),
    answers: {
      200: { description: 'A WAV file', contentType: 'audio/wav' },
      206: { description: 'The requested range', contentType: 'audio/wav' },
    },
    refusals: [404, 416, 503],
  },
  ({ callLists, recordingsOf }: Deps) =>
    async function getRecording({ params, headers }, { req, res }) {
      const call = await findCall(callLists, params.id);
      if (!call.recording_sid) throw new AppError('not_found', 'The call was not recorded.');
      const recordings = recordingsOf(call.provider);
      if (!recordings) {
        // The URL comes from a webhook: clients get it, and we never follow it.
        throw new AppError('not_found', 'The recording is at the call’s `recording_url`.');
      }
      const sound = await recordings.fetch(call.recording_sid, headers.range);
      res.setHeader('cache-control', 'private, no-store');
      res.setHeader('accept-ranges', 'bytes');
      res.type('audio/wav');
      const range = sound.status === 200 ? headers.range : undefined;
      if (range) {
        // The other side ignored the range, so the audio is cut here.
        sendRange(res, Buffer.from(await sound.arrayBuffer()), req.range.bind(req));
        return null;
      }
      res.status(sound.status);
      for (const name of ['content-length', 'content-range']) {
        const value = sound.headers.get(name);
        if (value) res.setHeader(name, value);
      }
      if (!sound.body) res.end();
      else await pipeline(Readable.fromWeb(sound.body as NodeWebStream), res);
      return null;
    },
);

type Ranges = { start: number; end: number }[];

function sendRange(
  res: ExpressResponse,
  whole: Buffer,
  rangeOf: (size: number) => Ranges | -1 | -2 | undefined,
): void {
  const ranges = rangeOf(whole.length);
  if (ranges === -1) {
    res.status(416).setHeader('content-range', `bytes */${whole.length}`).end();
    return;
  }
  const [range] = Array.isArray(ranges) && ranges.length === 1 ? ranges : [];
  if (!range) {
    res.status(200).send(whole);
    return;
  }
  res
    .status(206)
    .setHeader('content-range', `bytes ${range.start}-${range.end}/${whole.length}`)
    .send(whole.subarray(range.start, range.end + 1));
}
