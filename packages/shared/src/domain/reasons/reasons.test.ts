import { describe, expect, it } from '@jest/globals';
import { CONVERSATION_END_REASONS, OWNERSHIP_REASONS } from './end-reasons.ts';
import { HANDOVER_REASONS } from './handover-reasons.ts';
import { HELD_RULES } from './held-rules.ts';
import { TAKEN_BACK_REASONS } from './taken-back-reasons.ts';

describe('the lists of reasons', () => {
  it.each([
    ['why something waits', HELD_RULES],
    ['why something never left', TAKEN_BACK_REASONS],
    ['why a person was asked', HANDOVER_REASONS],
    ['how a conversation ended', CONVERSATION_END_REASONS],
    ['why it went to another', OWNERSHIP_REASONS],
  ])('%s: codes, each once', (_, list) => {
    expect(new Set(list).size).toBe(list.length);
    for (const code of list) expect(code).toMatch(/^[a-z0-9_-]+$/);
  });
});
