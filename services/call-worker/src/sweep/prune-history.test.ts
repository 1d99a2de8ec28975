import { describe, expect, it, jest } from '@jest/globals';
import type { Retention } from '@ringback/shared/db/retention.ts';
import type { Recordings } from '@ringback/shared/providers/calls/port.ts';
import { CALL_ID, NOON_IN_NEW_YORK as NOON } from '@ringback/shared/testing/rows.ts';
import { pino } from 'pino';
import { createPruneHistory, type KeepMs } from './prune-history.ts';

const DAY = 86_400_000;
const FOR_EVER: KeepMs = {
  webhook_receipts: null,
  call_events: null,
  contact_decisions: null,
  idempotency_keys: null,
  transcripts: null,
  recordings: null,
};

/** So many rows of each kind are old enough, and one recording. */
function setup({ keep = {} as Partial<KeepMs>, rows = 0, carrier = null as Error | null } = {}) {
  let left = rows;
  const prune = jest.fn<Retention['prune']>(async (_, __, limit) => {
    const gone = Math.min(left, limit);
    left -= gone;
    return gone;
  });
  const forgetRecording = jest.fn<Retention['forgetRecording']>(async () => true);
  const oldRecordings = jest.fn<Retention['oldRecordings']>(async (before) =>
    before === null ? [] : [{ call_id: CALL_ID, provider: 'twilio', recording_sid: 'RE1' }],
  );
  const remove = jest.fn<Recordings['remove']>(async () => {
    if (carrier) throw carrier;
  });
  const processor = createPruneHistory({
    retention: { prune, oldRecordings, forgetRecording },
    recordingsOf: (provider) =>
      provider === 'twilio' ? { remove, fetch: async () => new Response() } : null,
    keepMs: { ...FOR_EVER, ...keep },
    now: () => NOON,
  });
  const run = () =>
    processor(
      {},
      { log: pino({ enabled: false }), signal: new AbortController().signal, attempt: 1 },
    );
  return { prune, forgetRecording, oldRecordings, remove, run };
}

describe('forgetting what is old', () => {
  it('forgets each kind at its own age, in slices, until nothing of it is left', async () => {
    const { prune, run } = setup({ keep: { transcripts: 30 * DAY }, rows: 4_500 });
    expect(await run()).toMatchObject({ kind: 'done', result: { transcripts: 4_500 } });
    const until = new Date(NOON.getTime() - 30 * DAY);
    expect(prune.mock.calls).toEqual([
      ['transcripts', until, 2_000],
      ['transcripts', until, 2_000],
      ['transcripts', until, 2_000],
    ]);
  });

  it('keeps for ever what is to be kept for ever', async () => {
    const { prune, oldRecordings, run } = setup({ rows: 10 });
    expect(await run()).toMatchObject({ kind: 'skip' });
    expect(prune).not.toHaveBeenCalled();
    // The sound of leads that were deleted goes all the same.
    expect(oldRecordings).toHaveBeenCalledWith(null, 100);
  });

  it('does not go on for ever when years fall due at once', async () => {
    const { prune, run } = setup({ keep: { call_events: DAY }, rows: 1_000_000 });
    await run();
    expect(prune).toHaveBeenCalledTimes(50);
  });

  it('has the carrier delete the sound before it forgets where it is', async () => {
    const { remove, forgetRecording, run } = setup({ keep: { recordings: 90 * DAY } });
    expect(await run()).toMatchObject({ result: { recordings: 1 } });
    expect(remove).toHaveBeenCalledWith('RE1');
    expect(forgetRecording).toHaveBeenCalledWith(CALL_ID, NOON);
  });

  it('remembers the sound that the carrier has not deleted, and prunes the rest all the same', async () => {
    const { forgetRecording, run } = setup({
      keep: { recordings: DAY, call_events: DAY },
      rows: 7,
      carrier: new Error('away'),
    });
    expect(await run()).toMatchObject({ result: { recordings: 0, call_events: 7 } });
    expect(forgetRecording).not.toHaveBeenCalled();
  });
});
