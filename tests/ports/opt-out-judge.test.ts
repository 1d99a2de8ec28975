import { describe, expect, it } from '@jest/globals';
import { ORDERS, repliesWorld } from './replies-world.ts';
import { answer, json, text } from './responses-server.ts';

const { answering } = repliesWorld();

describe('the judge of opt-outs at OpenAI', () => {
  const says = (opted_out: string, words = '') =>
    answering(json(200, answer(text({ words, opted_out }))));
  const TEXT = 'Honestly, I would rather you lost my details.';

  it('sends the text as data under a strict schema', async () => {
    const { judge, seen } = await says('no');
    await judge(ORDERS);
    const { body = {} } = seen[0] ?? {};
    expect(body).toMatchObject({ store: false });
    expect(String(body['instructions'])).not.toContain('my friend');
    expect(body['input']).toEqual([{ role: 'user', content: JSON.stringify({ text: ORDERS }) }]);
    expect(Object(body['text']).format).toMatchObject({ name: 'opt_out_judgement', strict: true });
  });

  it('says yes with the words of the lead as they stand', async () => {
    const { judge } = await says('yes', 'LOST MY DETAILS');
    await expect(judge(TEXT)).resolves.toEqual({
      verdict: 'yes',
      words: 'lost my details',
      model: 'gpt-5.4-mini-2026-03-17',
      failure: null,
    });
  });

  it('is unsure of a yes for which there are no words', async () => {
    const { judge } = await says('yes', 'never text me again');
    await expect(judge(TEXT)).resolves.toMatchObject({
      verdict: 'unsure',
      words: '',
      failure: 'the lead wrote no such words',
    });
  });

  it.each(['no', 'unsure'] as const)('says %s', async (verdict) => {
    const { judge } = await says(verdict, 'rather');
    await expect(judge(TEXT)).resolves.toMatchObject({ verdict, words: '', failure: null });
  });

  it.each([
    ['a verdict that does not exist', text({ words: '', opted_out: 'maybe' }), /^garbled/],
    ['a refusal', { type: 'refusal', refusal: 'No.' }, /^refused/],
  ])('is unsure after %s', async (_what, content, failure) => {
    const { judge } = await answering(json(200, answer(content)));
    await expect(judge(TEXT)).resolves.toMatchObject({
      verdict: 'unsure',
      model: null,
      failure: expect.stringMatching(failure),
    });
  });
});
