import { describe, expect, it, jest } from '@jest/globals';
import type { Blobs } from '@ringback/shared/db/blobs/port.ts';
import type { Media, MediaRow } from '@ringback/shared/db/texts/media.ts';
import type { CarrierMedia, FetchedMedia } from '@ringback/shared/providers/sms/port.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { GIF } from '@ringback/shared/testing/pictures.ts';
import { NOON_IN_NEW_YORK as NOON } from '@ringback/shared/testing/rows.ts';
import { MEDIA_ID, MESSAGE_ID } from '@ringback/shared/testing/text-rows.ts';
import { pino } from 'pino';
import { createFetchMedia } from './fetch-media.ts';
import { createKeepMedia } from './keep-media.ts';

const row = (change: Partial<MediaRow> = {}): MediaRow => ({
  id: MEDIA_ID,
  message_id: MESSAGE_ID,
  conversation_id: null,
  state: 'pending',
  fault: null,
  source_url: 'https://carrier.example/1',
  provider: 'twilio',
  uploaded_by: null,
  type_told: 'image/jpeg',
  type: null,
  bytes: null,
  sha256: null,
  tries: 0,
  fetch_at: null,
  erased_at: null,
  ...change,
});

type Setting = {
  rows?: MediaRow[];
  answers?: (FetchedMedia | AppError)[];
  result?: 'recorded' | 'settled' | 'unwanted';
  deleteAtCarrier?: boolean;
  aborted?: boolean;
};

function setup(setting: Setting = {}) {
  const { rows = [row()], answers = [], result = 'recorded', deleteAtCarrier = false } = setting;
  const record = jest.fn<Media['record']>(async () => result);
  const blobs = {
    put: jest.fn<Blobs['put']>(async () => undefined),
    remove: jest.fn<Blobs['remove']>(async () => undefined),
  };
  const removeThere = jest.fn<CarrierMedia['remove']>(async () => undefined);
  const left = [...answers];
  const carrierMediaOf = () => ({
    fetch: async () => {
      const answer = left.shift() ?? { kind: 'file' as const, bytes: GIF };
      if (answer instanceof AppError) throw answer;
      return answer;
    },
    remove: removeThere,
    sendFault: () => null,
  });
  const keepMedia = createKeepMedia({
    ...{ media: { record }, blobs, carrierMediaOf, deleteAtCarrier },
    now: () => NOON,
  });
  const fetchMedia = createFetchMedia({ media: { ofMessage: async () => rows }, keepMedia });
  const signal = setting.aborted ? AbortSignal.abort() : new AbortController().signal;
  const log = pino({ enabled: false });
  const run = () => fetchMedia({ messageId: MESSAGE_ID }, { log, signal, attempt: 1 });
  return { record, blobs, removeThere, run };
}

const away = () => new AppError('provider_unavailable', 'Away.');
const after = (seconds: number) => new Date(NOON.getTime() + seconds * 1_000);

describe('a picture of a lead', () => {
  it('is kept before it is recorded, by what it is and not by what it is called', async () => {
    const { record, blobs, removeThere, run } = setup();
    expect(await run()).toEqual({ kind: 'done' });
    expect(blobs.put).toHaveBeenCalledWith(MEDIA_ID, GIF, 'image/gif');
    const kept = { state: 'kept', type: 'image/gif', bytes: GIF.length };
    expect(record).toHaveBeenCalledWith(MEDIA_ID, expect.objectContaining(kept), NOON);
    expect(removeThere).not.toHaveBeenCalled();
  });

  it('is deleted at the carrier where that is set, and only once it is kept', async () => {
    const { removeThere, run } = setup({ deleteAtCarrier: true });
    await run();
    expect(removeThere).toHaveBeenCalledWith('https://carrier.example/1');
    const failed = setup({ deleteAtCarrier: true, answers: [{ kind: 'too_large' }] });
    await failed.run();
    expect(failed.removeThere).not.toHaveBeenCalled();
  });

  it.each([
    ['missing', { kind: 'missing' }, 'gone'],
    ['out of reach', away(), 'unreachable'],
  ] as const)(
    'that is %s is fetched again, and given up in the end',
    async (_what, answer, fault) => {
      const first = setup({ answers: [answer] });
      expect(await first.run()).toMatchObject({ kind: 'snooze', until: after(2) });
      const pending = { state: 'pending', fetch_at: after(2).toISOString() } as const;
      expect(first.record).toHaveBeenCalledWith(MEDIA_ID, pending, NOON);
      const last = setup({ answers: [answer], rows: [row({ tries: 7 })] });
      expect(await last.run()).toEqual({ kind: 'done' });
      expect(last.record).toHaveBeenCalledWith(MEDIA_ID, { state: 'failed', fault }, NOON);
    },
  );

  it('that is too large, or at no address of the carrier, is given up at once', async () => {
    const rows = [row(), row({ id: 'b' })];
    const answers = [{ kind: 'too_large' } as const, { kind: 'refused', why: 'x' } as const];
    const { record, blobs, run } = setup({ rows, answers });
    expect(await run()).toEqual({ kind: 'done' });
    expect(record.mock.calls.map(([, outcome]) => outcome)).toEqual([
      { state: 'failed', fault: 'too_large' },
      { state: 'failed', fault: 'refused' },
    ]);
    expect(blobs.put).not.toHaveBeenCalled();
  });

  it('does not hold up the others of its text', async () => {
    const rows = [row(), row({ id: 'b' }), row({ id: 'c', state: 'kept' })];
    const { record, run } = setup({ rows, answers: [{ kind: 'missing' }] });
    expect(await run()).toMatchObject({ kind: 'snooze', until: after(2) });
    expect(record.mock.calls.map(([id, { state }]) => [id, state])).toEqual([
      [MEDIA_ID, 'pending'],
      ['b', 'kept'],
    ]);
  });

  it('of a lead that was deleted meanwhile leaves nothing behind', async () => {
    const { blobs, run } = setup({ result: 'unwanted' });
    await run();
    expect(blobs.remove).toHaveBeenCalledWith(MEDIA_ID);
  });

  it('that another worker has kept already stays where it is', async () => {
    const { blobs, removeThere, run } = setup({ result: 'settled', deleteAtCarrier: true });
    await run();
    expect(blobs.remove).not.toHaveBeenCalled();
    expect(removeThere).not.toHaveBeenCalled();
    const done = setup({ rows: [row({ state: 'kept' })] });
    expect(await done.run()).toMatchObject({ kind: 'skip' });
  });

  it('is not counted as tried where the worker stops', async () => {
    const { record, run } = setup({ aborted: true, answers: [away()] });
    await expect(run()).rejects.toMatchObject({ code: 'provider_unavailable' });
    expect(record).not.toHaveBeenCalled();
  });
});
