import { describe, expect, it } from '@jest/globals';
import type { JudgeAnswer } from '@ringback/shared/providers/analysis/port.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { CALL_ID } from '@ringback/shared/testing/rows.ts';
import { ANALYZED_AT, analyzingCall } from '../testing/analyzing-call.ts';
import { calm, judged } from '../testing/judging.ts';

const unavailable = (reason: string, facts = {}) =>
  new AppError('provider_unavailable', 'not now', { facts: { reason, ...facts } });
const rejected = (reason: string) => new AppError('provider_rejected', 'no', { facts: { reason } });

describe('a call that is over', () => {
  it('gets the outcome that the words of the lead bear out, in one save and one line', async () => {
    const { run, saved, lines, observed } = analyzingCall();
    await expect(run()).resolves.toMatchObject({ kind: 'done', result: { outcome: 'qualified' } });
    expect(saved).toEqual([
      {
        call_id: CALL_ID,
        status: 'done',
        outcome: 'qualified',
        outcome_quote: 'what does it cost',
        outcome_turn: 2,
        summary: 'The lead wants a price.',
        sentiment: 'positive',
        facts: [{ field: 'interest', value: 'price', quote: 'what does it cost', turn: 2 }],
        dropped: [],
        next_action: calm.next_action,
        decided_by: 'model',
        model: 'gpt-5.4-mini',
        failure: null,
        usage: { input_tokens: 10, cached_tokens: 0, output_tokens: 5, reasoning_tokens: 0 },
        callback: null,
        opt_out: null,
        // The breaker hears of it along the way.
        model_answered: true,
      },
    ]);
    expect(lines.map(({ msg }) => msg)).toEqual(['call analysed']);
    expect(JSON.stringify(lines)).not.toContain('cost');
    expect(observed).toHaveLength(1);
  });

  it('is shown to the judge as the lead lived it: local time of its end, numbered turns', async () => {
    const { run, asked } = analyzingCall({ now: new Date('2026-11-22T09:00:00Z') });
    await run();
    expect(asked).toEqual([
      {
        channel: 'call',
        nowLocal: '2026-11-20T13:05',
        weekday: 'Friday',
        turns: [
          { turn: 1, who: 'agent', text: 'Hello, how can I help?' },
          { turn: 2, who: 'lead', text: 'Hi, what does it cost?' },
        ],
      },
    ]);
  });

  it('asks the breaker nothing while the model rests for nobody', async () => {
    const { run, asks, told } = analyzingCall();
    await run();
    expect([asks(), told()]).toEqual([0, 0]);
  });

  it('waits while the model rests, and tells at once what it found out for everybody', async () => {
    const until = new Date('2026-11-20T18:05:20Z');
    const waiting = analyzingCall({ modelRests: true, rests: [until] });
    await expect(waiting.run()).resolves.toMatchObject({ kind: 'snooze', until });
    expect(waiting.asked).toEqual([]);
    const trying = analyzingCall({ modelRests: true, rests: [null] });
    await expect(trying.run()).resolves.toMatchObject({ kind: 'done' });
    expect(trying.told()).toBe(1);
    expect(trying.saved[0]).not.toHaveProperty('model_answered');
  });

  it('is judged at once where the end of its stream is told, with its last words', async () => {
    const { run, saved } = analyzingCall({
      call: { streams_opened: 1, stream_open_since: null },
      now: new Date('2026-11-20T18:05:00Z'),
    });
    await expect(run()).resolves.toMatchObject({ kind: 'done' });
    expect(saved).toHaveLength(1);
  });

  it('waits a moment for its last words', async () => {
    const { run, saved } = analyzingCall({ now: new Date('2026-11-20T18:05:01Z') });
    await expect(run()).resolves.toMatchObject({
      kind: 'snooze',
      until: new Date('2026-11-20T18:05:03Z'),
    });
    expect(saved).toEqual([]);
  });

  it('waits for them from when we knew that it was over', async () => {
    const call = { settled_at: '2026-11-20T18:09:58Z' };
    const { run, saved } = analyzingCall({ call, now: new Date('2026-11-20T18:10:00Z') });
    await expect(run()).resolves.toMatchObject({ until: new Date('2026-11-20T18:10:01Z') });
    expect(saved).toEqual([]);
  });

  it.each([
    ['is not over', { call: { status: 'in_progress' as const, ended_at: null } }],
    ['has no words', { talk: [] }],
    ['was never placed', { call: { call_sid: null } }],
    ['has an analysis', { earlier: { status: 'done' as const } }],
    ['has one that needs a person', { earlier: { status: 'needs_review' as const } }],
  ])('is left alone when it %s', async (_what, world) => {
    const { run, saved, asked } = analyzingCall(world);
    await expect(run()).resolves.toMatchObject({ kind: 'skip' });
    expect([saved, asked]).toEqual([[], []]);
  });

  it('is analysed again when a person asks', async () => {
    const { run, saved } = analyzingCall({ earlier: { status: 'done' } });
    await expect(run({ run: 'again' })).resolves.toMatchObject({ kind: 'done' });
    expect(saved).toHaveLength(1);
  });

  it('keeps its good analysis when the repeat fails', async () => {
    const judge = [rejected('invalid_api_key')];
    const { run, saved } = analyzingCall({ earlier: { status: 'done' }, judge });
    await expect(run({ run: 'again' })).resolves.toMatchObject({ kind: 'skip' });
    expect(saved).toEqual([]);
  });

  it('may be gone by the time of saving', async () => {
    const { run, observed } = analyzingCall({ gone: true });
    await expect(run()).resolves.toEqual({ kind: 'skip', reason: 'the call is gone' });
    expect(observed).toEqual([]);
  });
});

describe('a judge in trouble', () => {
  const cut: JudgeAnswer = { kind: 'incomplete', reason: 'max_output_tokens' };

  it('is asked once more, and then the call needs a person', async () => {
    const { run, saved, asked } = analyzingCall({ judge: [cut, cut] });
    await expect(run()).resolves.toMatchObject({ kind: 'done' });
    expect(asked).toHaveLength(2);
    expect(saved[0]).toMatchObject({
      status: 'needs_review',
      outcome: null,
      decided_by: 'nobody',
      failure: 'incomplete: max_output_tokens',
    });
  });

  it('is forgiven its first slip', async () => {
    const { run, saved } = analyzingCall({
      judge: [{ kind: 'garbled', reason: 'not JSON' }, judged()],
    });
    await run();
    expect(saved[0]).toMatchObject({ status: 'done', outcome: 'qualified' });
  });

  it('is tried again by the queue, and on the last attempt the call is labelled all the same', async () => {
    const { run, saved } = analyzingCall({ judge: [unavailable('timeout')] });
    await expect(run({ attempt: 3 })).rejects.toMatchObject({ code: 'provider_unavailable' });
    expect(saved).toEqual([]);
    await expect(run({ attempt: 4 })).resolves.toMatchObject({ kind: 'done' });
    expect(saved[0]).toMatchObject({ status: 'needs_review', failure: 'unavailable: timeout' });
  });

  it('is given time when it is crowded', async () => {
    const { run, saved } = analyzingCall({
      judge: [unavailable('rate_limited', { retryAfterMs: 7_000 })],
    });
    await expect(run({ attempt: 4 })).resolves.toMatchObject({
      kind: 'snooze',
      until: new Date(ANALYZED_AT.getTime() + 7_000),
    });
    expect(saved).toEqual([]);
  });

  it('that a person has to mend leaves the label to a person at once, and says so aloud', async () => {
    const { run, saved, lines } = analyzingCall({ judge: [rejected('insufficient_quota')] });
    await run();
    expect(saved[0]).toMatchObject({ failure: 'rejected: insufficient_quota' });
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 'error', msg: 'judge gave no answer' }),
    );
  });

  it('saves nothing once the job is no longer ours', async () => {
    const { run, saved } = analyzingCall({ judge: [unavailable('stopped')] });
    await expect(run({ attempt: 4, abort: true })).rejects.toMatchObject({
      code: 'provider_unavailable',
    });
    expect(saved).toEqual([]);
  });
});
