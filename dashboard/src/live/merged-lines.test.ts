import { expect, it } from '@jest/globals';
import { mergedLines } from './merged-lines.ts';

it('says of each new text that it was merged, and of nothing else', () => {
  const events = [
    { type: 'message.created' },
    { type: 'message.updated' },
    { type: 'conversation.updated' },
    { type: 'message.created' },
  ] as const;
  expect(mergedLines(events)).toEqual(['[SSE] new_message merged', '[SSE] new_message merged']);
});
