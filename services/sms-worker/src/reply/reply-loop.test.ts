import { describe, expect, it } from '@jest/globals';
import { inboundRow, messageRow, noonPlus, turnOf } from '@ringback/shared/testing/text-rows.ts';
import { handedOverFor, replying } from '../testing/replying.ts';

const answer = (seq: number, body: string) =>
  messageRow({
    message_id: `4f9a2f4c-0e4e-4d7c-8a53-${String(seq).padStart(12, '0')}`,
    seq,
    body,
    kind: 'reply',
    author: 'ai',
    delivery_status: 'delivered',
    sent_at: noonPlus(seq).toISOString(),
    created_at: noonPlus(seq).toISOString(),
  });

/** Their words and ours in turn, the newest being theirs. */
const talk = (texts: string[]) => {
  const messages = texts.map((body, n) => {
    const seq = n + 1;
    return n % 2 === 0 ? inboundRow(seq, body) : answer(seq, body);
  });
  return { ...turnOf([]), messages, in_reply_to_seq: texts.length };
};

describe('a conversation that looks like two machines', () => {
  it('goes to a person without another word', async () => {
    const auto = 'Thank you for your message, we will be back soon.';
    const world = replying({
      begun: talk([auto, 'Hello, how can we help?', auto, 'Which car is it?', auto]),
    });
    expect(await world.run()).toMatchObject({ reason: expect.stringContaining('handed_over') });
    handedOverFor(world, 'machine_repeated_words');
    expect(world.reply).not.toHaveBeenCalled();
  });

  it('is none while the lead says something else each time', async () => {
    const world = replying({
      begun: talk([
        'Hi there',
        'Hello, how can we help?',
        'The blue one',
        'A red one?',
        'No, blue',
      ]),
    });
    expect(await world.run()).toEqual({ kind: 'done' });
  });
});
