import { describe, expect, it, jest } from '@jest/globals';
import type { ConversationRow } from '@ringback/shared/db/text-rows.ts';
import type { Conversations } from '@ringback/shared/db/texts/conversations.ts';
import { NOON_IN_NEW_YORK } from '@ringback/shared/testing/rows.ts';
import { CONVERSATION_ID, conversationRow } from '@ringback/shared/testing/text-rows.ts';
import { pino } from 'pino';
import { createEndIdle } from './end-idle.ts';

function setup(conversation: ConversationRow | null, result: 'ended' | 'already' = 'ended') {
  const idle = jest.fn<Conversations['idle']>(async () => [CONVERSATION_ID]);
  const end = jest.fn<Conversations['end']>(async () => ({ result }));
  const endIdle = createEndIdle({
    conversations: { idle, find: async () => conversation, end },
    days: 7,
    now: () => NOON_IN_NEW_YORK,
  });
  const context = {
    log: pino({ enabled: false }),
    signal: new AbortController().signal,
    attempt: 1,
  };
  return { idle, end, run: () => endIdle({ run: 'schedule' }, context) };
}

describe('a conversation in which nobody says anything any more', () => {
  it.each([
    ['never got an answer', conversationRow(), 'no_response'],
    [
      'waited for a person',
      conversationRow({ handed_over_at: '2026-11-01T00:00:00Z' }),
      'escalated',
    ],
    [
      'was opened again, and then waited for a person',
      conversationRow({
        conversion_status: 'qualified',
        reopened_at: '2026-11-01T00:00:00Z',
        handed_over_at: '2026-11-02T00:00:00+00:00',
      }),
      'escalated',
    ],
    [
      'was handed over in a time that is over',
      conversationRow({
        conversion_status: 'escalated',
        handed_over_at: '2026-10-01T00:00:00+00:00',
        reopened_at: '2026-11-01T00:00:00Z',
        last_inbound_seq: 5,
      }),
      undefined,
    ],
    ['has words to be judged', conversationRow({ last_inbound_seq: 2 }), undefined],
    ['has come to something before', conversationRow({ conversion_status: 'success' }), undefined],
  ])('ends as what is certain about it when it %s', async (_what, conversation, outcome) => {
    const { idle, end, run } = setup(conversation);
    expect(await run()).toEqual({
      kind: 'done',
      result: { ended_conversations: [CONVERSATION_ID] },
    });
    expect(idle).toHaveBeenCalledWith(7, NOON_IN_NEW_YORK, expect.any(Number));
    expect(end).toHaveBeenCalledWith(
      expect.objectContaining({ conversation_id: CONVERSATION_ID, outcome, reason: 'silent' }),
      NOON_IN_NEW_YORK,
    );
  });

  it('keeps on record to whom it was given, and why', async () => {
    const handed_over_at = '2026-11-01T00:00:00Z';
    const { end, run } = setup(conversationRow({ handed_over_at, handover_reason: 'price' }));
    await run();
    expect(end.mock.calls[0]?.[0].evidence).toEqual({
      last_activity_at: NOON_IN_NEW_YORK.toISOString(),
      days: 7,
      handed_over_at,
      handover_reason: 'price',
    });
  });

  it('is not reported when somebody else ended it, or it is gone', async () => {
    const nothing = { kind: 'done', result: { ended_conversations: [] } };
    expect(await setup(conversationRow(), 'already').run()).toEqual(nothing);
    expect(await setup(null).run()).toEqual(nothing);
  });
});
