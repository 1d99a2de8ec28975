import { describe, expect, it } from '@jest/globals';
import type { JudgeAnswer } from '@ringback/shared/providers/analysis/port.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { CONVERSATION_ID } from '@ringback/shared/testing/text-rows.ts';
import { ANALYZED_AT, analyzingTexts, ENDED_AT } from '../testing/analyzing-texts.ts';
import { calm } from '../testing/judging.ts';

describe('a conversation in texts that is over', () => {
  it('gets the outcome that the words of the lead bear out', async () => {
    const { run, recorded, lines, observed } = analyzingTexts();
    await expect(run()).resolves.toMatchObject({ kind: 'done', result: { outcome: 'qualified' } });
    expect(recorded).toEqual([
      expect.objectContaining({
        conversation_id: CONVERSATION_ID,
        ended_at: ENDED_AT,
        status: 'done',
        outcome: 'qualified',
        outcome_quote: 'what does it cost',
        outcome_turn: 2,
        facts: calm.facts,
        decided_by: 'model',
        callback: null,
        opt_out: null,
      }),
    ]);
    expect(lines.map(({ msg }) => msg)).toEqual(['conversation analysed']);
    expect(JSON.stringify(lines)).not.toContain('cost');
    expect(observed).toHaveLength(1);
  });

  it('is shown to the judge with the wall clock of the lead at every text', async () => {
    const { run, asked } = analyzingTexts();
    await run();
    expect(asked).toEqual([
      {
        channel: 'text',
        nowLocal: '2026-11-20T13:10',
        weekday: 'Friday',
        turns: [
          { turn: 1, who: 'agent', text: 'Still looking?', atLocal: '2026-11-20T13:00' },
          { turn: 2, who: 'lead', text: 'Hi, what does it cost?', atLocal: '2026-11-20T13:10' },
        ],
      },
    ]);
  });

  it.each([
    ['gone', { gone: true }],
    ['open', { conversation: { ended_at: null, owner: 'ai' as const } }],
    ['judged since it ended', { known: { judged_at: '2026-11-20T19:00:10Z' } }],
    [
      'judged by nobody since',
      { known: { judged_at: ENDED_AT, judged_status: 'needs_review' as const } },
    ],
  ])('is left alone when it is %s', async (_what, world) => {
    const { run, recorded, asked } = analyzingTexts(world);
    await expect(run()).resolves.toMatchObject({ kind: 'skip' });
    expect([recorded, asked]).toEqual([[], []]);
  });

  it('is judged anew when it ended again after a late reply', async () => {
    const judgedBefore = { judged_at: '2026-11-18T10:00:00Z', judged_status: 'done' as const };
    const { run, recorded } = analyzingTexts({ known: judgedBefore });
    await expect(run()).resolves.toMatchObject({ kind: 'done' });
    expect(recorded).toHaveLength(1);
  });

  it('keeps no judgement of an ending before that one, even if now nobody can tell', async () => {
    const judgedBefore = { judged_at: '2026-11-18T10:00:00Z', judged_status: 'done' as const };
    const refused: JudgeAnswer = { kind: 'refused', reason: 'refusal' };
    const { run, recorded } = analyzingTexts({ known: judgedBefore, judge: [refused] });
    await run();
    expect(recorded[0]).toMatchObject({ status: 'needs_review', outcome: null });
  });

  it('is judged again when a person asks, and keeps its good judgement if that fails', async () => {
    const known = { judged_at: '2026-11-20T19:00:10Z', judged_status: 'done' as const };
    const again = analyzingTexts({ known });
    await expect(again.run({ run: 'again' })).resolves.toMatchObject({ kind: 'done' });
    const refused: JudgeAnswer = { kind: 'refused', reason: 'refusal' };
    const failed = analyzingTexts({ known, judge: [refused] });
    await expect(failed.run({ run: 'again' })).resolves.toMatchObject({ kind: 'skip' });
    expect(failed.recorded).toEqual([]);
  });

  it.each([
    ['moved_on', 'open again meanwhile'],
    ['gone', 'the conversation is gone'],
  ] as const)('counts for nothing once it is %s', async (result, reason) => {
    const { run, observed } = analyzingTexts({ recorded: result });
    await expect(run()).resolves.toEqual({ kind: 'skip', reason });
    expect(observed).toEqual([]);
  });
});

describe('a judge of texts in trouble', () => {
  const timeout = new AppError('provider_unavailable', 'not now', { facts: { reason: 'timeout' } });

  it('is tried again by the queue, and in the end the conversation is labelled all the same', async () => {
    const { run, recorded } = analyzingTexts({ judge: [timeout] });
    await expect(run({ attempt: 1 })).rejects.toMatchObject({ code: 'provider_unavailable' });
    expect(recorded).toEqual([]);
    await run({ attempt: 4 });
    expect(recorded[0]).toMatchObject({ status: 'needs_review', failure: 'unavailable: timeout' });
  });

  it('that only a person can mend says so aloud, with the conversation', async () => {
    const reason = { reason: 'invalid_api_key' };
    const { run, lines } = analyzingTexts({
      judge: [new AppError('provider_rejected', 'no', { facts: reason })],
    });
    await run();
    expect(lines).toContainEqual(
      expect.objectContaining({
        level: 'error',
        msg: 'judge gave no answer',
        conversationId: CONVERSATION_ID,
      }),
    );
  });

  it('that is crowded is given time', async () => {
    const crowded = new AppError('provider_unavailable', 'x', {
      facts: { reason: 'rate_limited', retryAfterMs: 7_000 },
    });
    const { run } = analyzingTexts({ judge: [crowded] });
    await expect(run()).resolves.toMatchObject({
      kind: 'snooze',
      until: new Date(ANALYZED_AT.getTime() + 7_000),
    });
  });
});
