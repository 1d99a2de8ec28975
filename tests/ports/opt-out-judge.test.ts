import { describe, expect, it } from '@jest/globals';
import { ORDERS, repliesWorld } from './replies-world.ts';
import { answer, json, text } from './responses-server.ts';

const { answering } = repliesWorld();

describe('the judge of opt-outs at OpenAI', () => {
  const says = (verdict: string, words = '', scope = 'all') =>
    answering(json(200, answer(text({ words, scope, verdict }))));
  const TEXT = 'Honestly, I would rather you lost my details.';

  it('sends the texts of a burst as data under a strict schema', async () => {
    const { judge, seen } = await says('not');
    await judge('how do I', ORDERS);
    const { body = {} } = seen[0] ?? {};
    expect(body).toMatchObject({ store: false });
    expect(String(body['instructions'])).not.toContain('my friend');
    expect(body['input']).toEqual([
      { role: 'user', content: JSON.stringify({ texts: ['how do I', ORDERS] }) },
    ]);
    expect(Object(body['text']).format).toMatchObject({ name: 'opt_out_judgement', strict: true });
  });

  it.each([
    ['refuses', 'lost my details', 'all'],
    ['refuses', 'lost my details', 'voice'],
    ['not', '', 'all'],
    ['unclear', '', 'all'],
  ])('says %s, with words and scope', async (verdict, words, scope) => {
    const { judge } = await says(verdict, words, scope);
    await expect(judge(TEXT)).resolves.toMatchObject({
      claim: { verdict, words, scope },
      model: 'gpt-5.4-mini-2026-03-17',
      failure: null,
    });
  });

  it.each([
    [
      'a verdict that does not exist',
      text({ words: '', scope: 'all', verdict: 'maybe' }),
      /^garbled/,
    ],
    ['a refusal', { type: 'refusal', refusal: 'No.' }, /^refused/],
  ])('is unclear after %s', async (_what, content, failure) => {
    const { judge } = await answering(json(200, answer(content)));
    await expect(judge(TEXT)).resolves.toMatchObject({
      claim: { verdict: 'unclear' },
      model: null,
      failure: expect.stringMatching(failure),
    });
  });
});
