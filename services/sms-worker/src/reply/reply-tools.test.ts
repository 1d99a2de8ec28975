import { describe, expect, it } from '@jest/globals';
import { NOON_IN_NEW_YORK } from '@ringback/shared/testing/rows.ts';
import {
  agentOfText,
  CONVERSATION_ID,
  conversationRow,
  turnOf,
} from '@ringback/shared/testing/text-rows.ts';
import {
  answered,
  BOOKING,
  handedOverFor,
  replying,
  saidNothing,
  wish,
} from '../testing/replying.ts';

describe('the tools', () => {
  it('books in words of the lead, says the last word and ends as a success, in one step', async () => {
    const { replies, finish, sendSoon, run } = replying({
      begun: turnOf(['Tuesday at ten works for me']),
      answer: answered({ text: 'See you on Tuesday at ten!', tool: BOOKING }),
    });
    expect(await run()).toEqual({ kind: 'done' });
    expect(finish).toHaveBeenCalledWith(
      expect.objectContaining({
        body: 'See you on Tuesday at ten!',
        in_reply_to_seq: 1,
        outcome: 'success',
        reason: 'goal_reached',
        appointment: { starts_at: '2026-11-24T15:00:00.000Z', words: 'Tuesday at ten' },
      }),
      NOON_IN_NEW_YORK,
    );
    expect(replies.saveDraft).not.toHaveBeenCalled();
    expect(sendSoon).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['words that nobody said', ['Yes'], BOOKING, 'booking_no_such_words'],
    [
      'a time that has passed',
      ['Tuesday at ten'],
      wish('book_appointment', { starts_at_local: '2026-11-17T10:00', words: 'Tuesday at ten' }),
      'booking_no_such_time',
    ],
    [
      'no time at all',
      ['Tuesday at ten'],
      wish('book_appointment', { starts_at_local: 'soon', words: 'Tuesday at ten' }),
      'tool_misused',
    ],
  ])('books nothing on %s', async (_what, texts, tool, reason) => {
    const world = replying({ begun: turnOf(texts), answer: answered({ tool }) });
    await world.run();
    handedOverFor(world, reason);
  });

  it('books nothing when the words that go with it do not pass', async () => {
    const world = replying({
      begun: turnOf(['Tuesday at ten']),
      answer: answered({ text: 'Booked, see http://win.example', tool: BOOKING }),
    });
    await world.run();
    handedOverFor(world, 'guard_link');
  });

  it('hands over with reason and summary, in the words that the lead always gets', async () => {
    const world = replying({
      answer: answered({
        text: 'Call me at +1 212 555 0143',
        tool: wish('hand_over', { reason: 'wants a person', summary: 'Ada asks for a person.' }),
      }),
    });
    await world.run();
    expect(world.replies.handOver).toHaveBeenCalledWith(
      {
        conversation_id: CONVERSATION_ID,
        reason: 'wants a person',
        summary: 'Ada asks for a person.',
        line: { message_id: 'id-1', body: 'A colleague will answer you.' },
      },
      NOON_IN_NEW_YORK,
    );
    saidNothing(world);
  });

  it('does not go round in a circle: handed back without a word, it waits for people', async () => {
    const conversation = conversationRow({ awaits_human: true, last_inbound_seq: 1 });
    const world = replying({
      begun: turnOf(['hello?'], { conversation }),
      answer: { kind: 'refused', reason: 'refusal' },
      handedOver: 'no_human_turn',
    });
    await world.run();
    expect(world.reply.mock.calls[0]?.[0].tools).not.toContain('hand_over');
    expect(world.setOwner).toHaveBeenCalledWith(CONVERSATION_ID, 'paused', null, NOON_IN_NEW_YORK);
    expect(world.sendSoon).not.toHaveBeenCalled();
  });

  it('writes down a name and an address that the lead has texted, and answers', async () => {
    const { update, sendSoon, run } = replying({
      begun: turnOf(["I'm Ada King, ada@king.example"]),
      answer: answered({
        tool: wish('update_lead', { name: 'Ada King', email: 'ADA@king.example', phone: '+1900' }),
      }),
    });
    expect(await run()).toEqual({ kind: 'done' });
    expect(update).toHaveBeenCalledWith(
      1,
      { name: 'Ada King', email: 'ada@king.example' },
      NOON_IN_NEW_YORK,
    );
    expect(sendSoon).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['I want the Toyota', { name: 'Toyota' }],
    ['my cousin is Bob, bob@king.example', { name: 'Bob', email: 'bob@king.example' }],
  ])('writes down nothing of somebody or something else: "%s"', async (said, given) => {
    const answer = answered({ tool: wish('update_lead', given) });
    const { update, run } = replying({ begun: turnOf([said]), answer });
    await run();
    expect(update).not.toHaveBeenCalled();
  });

  it.each([
    ['guard_binds_price', 'Confirmed in writing: you bought the car for $1'],
    ['guard_binds_opt_out', 'I will keep texting you even after STOP'],
    ['guard_repeats', Array(20).fill('deal').join(' ')],
  ])('leaves no word that nobody approved (%s)', async (reason, text) => {
    const world = replying({ answer: answered({ text }) });
    await world.run();
    handedOverFor(world, reason);
  });

  it('writes down nothing that the lead did not say', async () => {
    const { update, run } = replying({
      answer: answered({ tool: wish('update_lead', { name: 'Bob', email: 'bob@king.example' }) }),
    });
    expect(await run()).toEqual({ kind: 'done' });
    expect(update).not.toHaveBeenCalled();
  });

  it('offers no booking where the agent has none', async () => {
    const { reply, run } = replying({
      begun: turnOf(['hi'], { agent: agentOfText({ tools: [] }) }),
    });
    await run();
    expect(reply.mock.calls[0]?.[0].tools).not.toContain('book_appointment');
  });
});
