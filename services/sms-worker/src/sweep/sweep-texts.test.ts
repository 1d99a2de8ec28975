import { describe, expect, it, jest } from '@jest/globals';
import type { Conversations } from '@ringback/shared/db/texts/conversations.ts';
import type { Messages } from '@ringback/shared/db/texts/messages.ts';
import type { Replies } from '@ringback/shared/db/texts/replies.ts';
import type { DueMessages } from '@ringback/shared/db/texts/send-messages.ts';
import type { WordsJudged } from '@ringback/shared/db/texts/words-judged.ts';
import { NOON_IN_NEW_YORK } from '@ringback/shared/testing/rows.ts';
import {
  CONVERSATION_ID,
  MESSAGE_ID,
  noonPlus,
  OUR_NUMBER,
} from '@ringback/shared/testing/text-rows.ts';
import { pino } from 'pino';
import { createSweepTexts } from './sweep-texts.ts';

const due = (
  seconds: number,
  change: Partial<DueMessages['due'][number]> = {},
): DueMessages['due'][number] => ({
  id: MESSAGE_ID,
  fence: 0,
  send_at: noonPlus(seconds).toISOString(),
  turn_at: noonPlus(seconds).toISOString(),
  again: false,
  kind: 'campaign',
  sender: OUR_NUMBER,
  ...change,
});
const owed = (seconds: number) => ({
  conversation_id: CONVERSATION_ID,
  last_inbound_seq: 3,
  reply_due_at: noonPlus(seconds).toISOString(),
  reply_fence: 0,
});

type Setting = {
  batches: DueMessages[];
  owed: Awaited<ReturnType<Replies['claimDue']>>;
  ended: string[];
  waiting: () => Promise<number>;
  unjudged: Awaited<ReturnType<WordsJudged['claimDue']>>;
};

function setup(setting: Partial<Setting> = {}) {
  const { batches = [], owed: replies = [], ended = [], waiting } = setting;
  const left = [...batches];
  const claimDue = jest.fn<Messages['claimDue']>(
    async () => left.shift() ?? { planned: 0, due: [] },
  );
  const unanalysed = jest.fn<Conversations['unanalysed']>(async () => ended);
  const added: unknown[] = [];
  const priorities: unknown[] = [];
  const revived: unknown[] = [];
  let at = NOON_IN_NEW_YORK;
  const sweep = createSweepTexts({
    messages: { claimDue },
    replies: { claimDue: async () => replies },
    conversations: { unanalysed },
    words: { claimDue: async () => setting.unjudged ?? [] },
    producer: {
      enqueueAll: async (job, entries) => {
        for (const { payload, options } of entries) {
          added.push([job.name, payload, options?.delayMs]);
          priorities.push(options?.priority);
        }
      },
      revive: async (job, payload) => {
        revived.push([job.name, payload]);
        return true;
      },
    },
    ...(waiting ? { waiting } : {}),
    now: () => at,
  });
  const context = {
    log: pino({ enabled: false }),
    signal: new AbortController().signal,
    attempt: 1,
  };
  const run = (now = NOON_IN_NEW_YORK) => {
    at = now;
    return sweep({}, context);
  };
  return { claimDue, unanalysed, added, priorities, revived, run };
}

describe('the sweep of texts', () => {
  it('gives a job to each text whose time is near, to run when it is its turn', async () => {
    const near = due(-3_600, { turn_at: noonPlus(3).toISOString() });
    const { claimDue, added, revived, run } = setup({ batches: [{ planned: 1, due: [near] }] });
    expect(await run()).toEqual({ kind: 'done' });
    expect(claimDue).toHaveBeenCalledWith(5_000, NOON_IN_NEW_YORK, 500);
    expect(added).toEqual([['sms-followup', { messageId: MESSAGE_ID }, 3_000]]);
    expect(revived).toEqual([]);
  });

  it('puts no more into the queue than it can hold, however many are due', async () => {
    const full = { planned: 500, due: [] };
    const filling = [0, 1_999, 2_000];
    const { claimDue, run } = setup({
      batches: [full, full, full],
      waiting: async () => filling.shift() ?? 2_000,
    });
    await run();
    expect(claimDue).toHaveBeenCalledTimes(2);
  });

  it('lets a campaign wait behind those who are waiting for an answer', async () => {
    const { priorities, run } = setup({
      batches: [{ planned: 0, due: [due(0), due(0, { kind: 'reply' })] }],
    });
    await run();
    expect(priorities).toEqual(['low', undefined]);
  });

  it('gives a job to each answer that is owed, one for the newest text', async () => {
    const { added, run } = setup({ owed: [owed(2)] });
    await run();
    const payload = { conversationId: CONVERSATION_ID, seq: 3 };
    expect(added).toEqual([['sms-reply', payload, 2_000]]);
  });

  it('wakes dead jobs of texts that nobody took and of answers that are overdue', async () => {
    const { revived, run } = setup({
      batches: [{ planned: 0, due: [due(-31), due(-31, { again: true })] }],
      owed: [owed(-31), owed(-29)],
    });
    await run();
    expect(revived).toEqual([
      ['sms-followup', { messageId: MESSAGE_ID }],
      ['sms-reply', { conversationId: CONVERSATION_ID, seq: 3 }],
    ]);
  });

  it('gives a job to texts that nobody judges along with an answer', async () => {
    const at = (seconds: number) => ({
      conversation_id: CONVERSATION_ID,
      seq: 4,
      judge_at: noonPlus(seconds).toISOString(),
    });
    const { added, revived, run } = setup({ unjudged: [at(2), at(-31)] });
    await run();
    const payload = { conversationId: CONVERSATION_ID, seq: 4 };
    expect(added).toEqual([
      ['judge-words', payload, 2_000],
      ['judge-words', payload, -31_000],
    ]);
    expect(revived).toEqual([['judge-words', payload]]);
  });

  it('goes on while there is more, but not for ever', async () => {
    const full = { planned: 500, due: [] };
    const some = setup({ batches: [full, full] });
    await some.run();
    expect(some.claimDue).toHaveBeenCalledTimes(3);
    const flood = setup({ batches: Array.from({ length: 100 }, () => full) });
    await flood.run();
    expect(flood.claimDue).toHaveBeenCalledTimes(4);
  });

  it('has the ended conversations judged, and looks for them four times a minute', async () => {
    const { unanalysed, added, run } = setup({ ended: [CONVERSATION_ID] });
    expect(await run()).toEqual({ kind: 'done' });
    expect(added).toEqual([
      ['analyze-conversation', { conversationId: CONVERSATION_ID }, undefined],
    ]);
    expect(await run(noonPlus(14))).toMatchObject({ kind: 'skip' });
    await run(noonPlus(15));
    expect(unanalysed).toHaveBeenCalledTimes(2);
  });

  it('has nothing to do when nothing is due', async () => {
    expect(await setup().run()).toEqual({ kind: 'skip', reason: 'nothing due' });
  });
});
