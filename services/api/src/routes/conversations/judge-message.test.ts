import { describe, expect, it, jest } from '@jest/globals';
import type { Messages } from '@ringback/shared/db/texts/messages.ts';
import type { WordsJudged } from '@ringback/shared/db/texts/words-judged.ts';
import { NOON_IN_NEW_YORK } from '@ringback/shared/testing/rows.ts';
import { CONVERSATION_ID, inboundRow, messageRow } from '@ringback/shared/testing/text-rows.ts';
import { pino } from 'pino';
import { judgeMessage } from './judge-message.ts';

const TEXT = inboundRow(3, 'enough of this, no calls', { refusal_verdict: 'unclear' });

function asking(
  row: ReturnType<typeof messageRow> = TEXT,
  result: 'recorded' | 'judged_already' = 'recorded',
) {
  const record = jest.fn<WordsJudged['record']>(async () => ({ result }));
  const find = jest.fn<Messages['find']>(async () => row);
  const now = () => NOON_IN_NEW_YORK;
  const log = pino({ enabled: false });
  const deps = { messages: { find }, words: { record }, scope: 'sms' as const, log, now };
  const { handle } = judgeMessage.open(deps, now);
  const say = (body: object) =>
    handle(
      { params: { id: CONVERSATION_ID, message_id: row.message_id }, query: {}, body } as never,
      {
        caller: { id: 'ann' },
      } as never,
    );
  return { record, say };
}

describe('a person’s judgment on an opt-out', () => {
  it('suppresses the number with the words of the lead', async () => {
    const { record, say } = asking();
    await say({ refuses: true });
    expect(record).toHaveBeenCalledWith(
      {
        conversation_id: CONVERSATION_ID,
        message_ids: [TEXT.message_id],
        verdict: 'refuses',
        by: 'person',
        why: 'Judged by ann.',
        message_id: TEXT.message_id,
        words: 'enough of this, no calls',
        // The default is texts alone; a lead that mentions calls means more.
        scope: 'all',
      },
      NOON_IN_NEW_YORK,
    );
  });

  it('releases what was held', async () => {
    const { record, say } = asking();
    await say({ refuses: false });
    expect(record.mock.calls[0]?.[0]).toMatchObject({ verdict: 'not', by: 'person' });
  });

  it('is not possible on a text of ours, and cannot revoke an opt-out that has suppressed the number', async () => {
    await expect(asking(messageRow()).say({ refuses: false })).rejects.toMatchObject({
      code: 'not_found',
    });
    const refused = inboundRow(3, 'STOP', { refusal_verdict: 'refuses' });
    await expect(asking(refused, 'judged_already').say({ refuses: false })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});
