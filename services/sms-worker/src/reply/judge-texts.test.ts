import { describe, expect, it, jest } from '@jest/globals';
import type { JudgementBegun, WordsJudged } from '@ringback/shared/db/texts/words-judged.ts';
import type { OptOutJudge } from '@ringback/shared/providers/replies/port.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { NOON_IN_NEW_YORK } from '@ringback/shared/testing/rows.ts';
import {
  CONVERSATION_ID,
  conversationRow,
  inboundRow,
  noonPlus,
} from '@ringback/shared/testing/text-rows.ts';
import { pino } from 'pino';
import { createJudgeTexts } from './judge-texts.ts';
import type { RecordWords } from './record-words.ts';

const OURS = 'Hi Annie, this is Harbor Auto. Still looking? Reply STOP to opt out.';
const go = (texts: string[], change: object = {}): JudgementBegun => ({
  verdict: 'go',
  conversation: conversationRow({ owner: 'human' }),
  messages: texts.map((body, n) => inboundRow(n + 1, body)),
  ours: [OURS],
  tries: 1,
  waited_seconds: 6,
  ...change,
});
const REFUSES = { verdict: 'refuses', scope: 'all', words: 'take me off' } as const;

function judging(begun: JudgementBegun, trouble?: AppError) {
  const judge = jest.fn<OptOutJudge['judge']>(async () => {
    if (trouble) throw trouble;
    return { claim: REFUSES, model: 'm', failure: null, usage: null };
  });
  const release = jest.fn<WordsJudged['release']>(async () => true);
  const recordWords = jest.fn<RecordWords>(async () => ({ verdict: 'not' }));
  const run = createJudgeTexts({
    words: { begin: async () => begun, release },
    judge: { judge },
    recordWords,
    metrics: { verdicts: { inc: jest.fn() } } as never,
    now: () => NOON_IN_NEW_YORK,
  });
  const context = {
    log: pino({ enabled: false }),
    signal: new AbortController().signal,
    attempt: 1,
  };
  return {
    judge,
    release,
    recordWords,
    run: () => run({ conversationId: CONVERSATION_ID, seq: 1 }, context),
  };
}

describe('the judge of texts that no answer judges', () => {
  it('reads a burst together, without our own words, and records what it says', async () => {
    const begun = go([`“${OURS}” please`, 'take me off']);
    const { judge, recordWords, run } = judging(begun);
    expect(await run()).toEqual({ kind: 'done' });
    expect(judge.mock.calls[0]?.[0]).toEqual(['please', 'take me off']);
    expect(recordWords.mock.calls[0]?.slice(0, 2)).toEqual([begun, REFUSES]);
  });

  it.each([
    ['at first nobody', 6, 'provider_unavailable', false],
    ['after three minutes a person', 180, 'provider_unavailable', true],
    ['a person at once where no further try will help', 6, 'provider_rejected', true],
  ] as const)('is away: %s is told', async (_, waited_seconds, code, person) => {
    const { release, recordWords, run } = judging(
      go(['hm'], { waited_seconds }),
      new AppError(code, 'away'),
    );
    expect(await run()).toMatchObject({ kind: 'snooze' });
    expect(release).toHaveBeenCalledWith(CONVERSATION_ID, noonPlus(2), person, NOON_IN_NEW_YORK);
    expect(recordWords).not.toHaveBeenCalled();
  });

  it('asks again later and later, once a minute at most', async () => {
    const away = new AppError('provider_unavailable', 'busy');
    const { release, run } = judging(go(['hm'], { tries: 12 }), away);
    expect(await run()).toEqual({ kind: 'skip', reason: 'held: no judge answered' });
    expect(release.mock.calls[0]?.[1]).toEqual(noonPlus(60));
  });

  it('leaves alone what is judged elsewhere, and waits for the rest of a burst', async () => {
    const skip = judging({ verdict: 'skip', reason: 'judged_with_the_answer' });
    expect(await skip.run()).toEqual({ kind: 'skip', reason: 'judged_with_the_answer' });
    const wait = judging({ verdict: 'wait', until: noonPlus(3).toISOString() });
    expect(await wait.run()).toEqual({ kind: 'snooze', until: noonPlus(3), reason: 'not due' });
    for (const { judge } of [skip, wait]) expect(judge).not.toHaveBeenCalled();
  });
});
