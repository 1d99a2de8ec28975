import { expect, it } from '@jest/globals';
import { type StoryContext, storyItems } from './story-items.ts';
import type { StoryEntry } from './story-rows.ts';

const context: StoryContext = {
  me: 'dana',
  nameOf: (id) => id,
  campaignName: () => 'Winter trade-in',
  clock: () => '10:21 AM',
  whenThere: () => '9:00 AM their time',
  talked: (seconds) => `${seconds} s`,
};
const entry = (kind: string, at: number, facts: object) =>
  ({ kind, at: `2026-12-01T10:0${at}:00Z`, [kind]: facts }) as unknown as StoryEntry;
const text = (facts: object) =>
  entry('text', 2, {
    message_id: 'm1',
    direction: 'outbound',
    author: 'campaign',
    kind: 'campaign',
    step: 1,
    variant: 'B',
    body: 'Still about swapping it?',
    delivery_status: 'delivered',
    held_until: null,
    send_at: null,
    ...facts,
  });
const decision = (at: number, facts: object) =>
  entry('decision', at, {
    id: at,
    call_id: null,
    message_id: 'm1',
    channel: 'text',
    verdict: 'allow',
    rule: 'claimed',
    hold_until: null,
    ...facts,
  });

it('stands newest first, with what let a text go under that text', () => {
  const items = storyItems(
    [
      entry('arrival', 0, { source: 'web_form' }),
      decision(1, { verdict: 'hold', rule: 'quiet_hours', hold_until: 'then' }),
      text({}),
      decision(3, {}),
    ],
    context,
  );
  expect(items.map(({ what }) => what)).toEqual([
    'Step 1, wording B',
    'A text waits until 9:00 AM their time',
    'Came in from Web form',
  ]);
  expect(items[0]).toMatchObject({
    say: 'Still about swapping it?',
    meta: 'delivered 10:21 AM',
    decision: { id: 3 },
  });
});

it('keeps a decision whose text is on an older page', () => {
  expect(storyItems([decision(3, {})], context).map(({ what }) => what)).toEqual([
    'A text was allowed',
  ]);
});

it('says how a call went, and what came of it in their words', () => {
  const call = { id: 'c1', direction: 'outbound', status: 'completed', duration_seconds: 108 };
  const analysis = { id: 'a1', call_id: 'c1', outcome: 'success', outcome_quote: 'Tuesday works' };
  const items = storyItems([entry('call', 1, call), entry('analysis', 2, analysis)], context);
  expect(items.map(({ what, say }) => [what, say])).toEqual([
    ['The call: goal reached', '“Tuesday works”'],
    ['A call to them: talked 108 s', null],
  ]);
});

it('shows a kind that is too new in quotes', () => {
  expect(storyItems([entry('dance', 1, {})], context)[0]?.what).toBe('“dance”');
});
