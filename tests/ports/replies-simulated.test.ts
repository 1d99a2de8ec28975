import { describe, expect, it } from '@jest/globals';
import { checkReply } from '@ringback/shared/domain/texts/reply-guard.ts';
import { provenVerdict } from '@ringback/shared/domain/texts/words-verdict.ts';
import { WRITE_REPLY } from '@ringback/shared/providers/replies/prompts/write-reply.ts';
import { readToolCall } from '@ringback/shared/providers/replies/tool-call.ts';
import { ORDERS, repliesWorld } from './replies-world.ts';

const { simulated } = repliesWorld();

describe('both at the simulator', () => {
  it('answer what the lead wrote', async () => {
    const { reply } = await simulated();
    await expect(reply('yes')).resolves.toMatchObject({
      kind: 'reply',
      text: expect.stringMatching(/Which day/),
    });
  });

  it('book by a tool that can be read', async () => {
    const { reply } = await simulated();
    const booked = await reply('I would like to book, Tuesday at ten works for me');
    if (booked.kind !== 'reply' || !booked.tool) throw new Error(booked.kind);
    expect(readToolCall(booked.tool)).toMatchObject({
      ok: true,
      call: { name: 'book_appointment', arguments: { starts_at_local: '2026-11-24T10:00' } },
    });
  });

  it('hand over, and stop', async () => {
    const { reply } = await simulated();
    await expect(reply('Can I talk to a real person?')).resolves.toMatchObject({
      tool: { name: 'hand_over' },
    });
    await expect(reply('please stop texting me')).resolves.toMatchObject({
      text: null,
      refusal: { verdict: 'refuses', words: 'please stop texting me' },
    });
  });

  it('let somebody go who has bought elsewhere, in its own words', async () => {
    const { reply } = await simulated();
    const answer = await reply('sorry, I already bought one');
    if (answer.kind !== 'reply' || !answer.tool) throw new Error(answer.kind);
    expect(readToolCall(answer.tool)).toMatchObject({
      ok: true,
      call: {
        name: 'disqualify',
        arguments: { words: 'sorry, I already bought one', why: 'already_bought' },
      },
    });
    const none = { links: [], numbers: [], emails: [], facts: [], foreign: [] };
    const limits = { maxSegments: 3, ...none, call: 'none' as const };
    const held = { ...limits, rules: WRITE_REPLY, prompt: 'Be brief.', leadWords: 'sorry' };
    expect(checkReply(answer.text ?? '', held)).toMatchObject({ ok: true });
  });

  it('do not get a model that obeys the lead past the code', async () => {
    const { reply } = await simulated({ injection_victim: 1 });
    const obeyed = await reply(ORDERS);
    if (obeyed.kind !== 'reply' || !obeyed.tool) throw new Error(obeyed.kind);
    expect(readToolCall(obeyed.tool)).toMatchObject({ ok: false });
    const none = { links: [], numbers: [], emails: [], facts: [], foreign: [] };
    const limits = { maxSegments: 3, ...none, call: 'none' as const };
    const held = { ...limits, rules: WRITE_REPLY, prompt: 'Be brief.', leadWords: ORDERS };
    expect(checkReply(obeyed.text ?? '', held)).toMatchObject({ ok: false });
  });

  it('judge a text that may be a refusal', async () => {
    const { judge } = await simulated();
    const says = (verdict: string) => ({ claim: { verdict } });
    await expect(judge('pls stop texting me')).resolves.toMatchObject(says('refuses'));
    await expect(judge('how do I', 'get off this list')).resolves.toMatchObject(says('refuses'));
    await expect(judge('Tuesday is fine')).resolves.toMatchObject(says('not'));
    await expect(judge('this is getting annoying')).resolves.toMatchObject(says('unclear'));
  });

  it.each([
    [{ wrong_enum: 1 }, 'garbled'],
    [{ half_json: 1 }, 'garbled'],
    [{ refusal: 1 }, 'refused'],
    [{ incomplete: 1 }, 'incomplete'],
  ])('come to nothing with %j, and so hold the lead to be unsure', async (responses, kind) => {
    const { reply, judge } = await simulated(responses);
    await expect(reply('yes')).resolves.toMatchObject({ kind });
    await expect(judge('pls stop')).resolves.toMatchObject({ claim: { verdict: 'unclear' } });
  });

  it('close no number on words that a model made up', async () => {
    const { judge } = await simulated({ invented_quote: 1 });
    const { claim } = await judge('sounds good');
    const texts = [{ id: 'a', words: 'sounds good' }];
    expect(provenVerdict(claim, texts, 'all')).toMatchObject({ verdict: 'unclear' });
  });
});
