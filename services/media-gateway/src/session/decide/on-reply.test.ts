import { describe, expect, it } from '@jest/globals';
import type { ReplyStatus } from '@ringback/shared/providers/conversation/port.ts';
import { farewell } from '../../tools/ending.ts';
import { NO_REPLIES, onReplyDone, onToolsUsed } from './on-reply.ts';

const call = (callId: string) => ({ callId, name: 'end_call', args: '{}' });
const reply = (status: ReplyStatus, ...ids: string[]) => ({ status, toolCalls: ids.map(call) });
const kinds = (actions: { do: string }[]) => actions.map((action) => action.do);

describe('a reply that is done', () => {
  it.each(['completed', 'interrupted'] as const)('%s: nothing is owed any more', (status) => {
    const { actions } = onReplyDone(NO_REPLIES, reply(status));
    expect(kinds(actions)).toEqual(['owe-nothing', 'count-reply', 'apologise', 'end-if-due']);
  });

  it('leaves the apology, and whose turn it is, to the tools that it asks for', () => {
    const { actions } = onReplyDone(NO_REPLIES, reply('completed', 'a', 'b'));
    expect(kinds(actions)).toEqual(['use-tools', 'count-reply', 'end-if-due']);
    expect(actions[0]).toMatchObject({ calls: [{ callId: 'a' }, { callId: 'b' }] });
  });

  it('has no tool used twice, however often its call is reported', () => {
    const { replies } = onReplyDone(NO_REPLIES, reply('completed', 'a'));
    const { actions } = onReplyDone(replies, reply('completed', 'a', 'b'));
    expect(actions[0]).toEqual({ do: 'use-tools', calls: [call('b')] });
    const again = onReplyDone(replies, reply('completed', 'a'));
    expect(kinds(again.actions)).not.toContain('use-tools');
  });

  it('is asked for again when it failed; a model that fails twice in a row is replaced', () => {
    const once = onReplyDone(NO_REPLIES, reply('failed'));
    expect(once.actions).toEqual([{ do: 'speak' }]);
    const twice = onReplyDone(once.replies, reply('failed'));
    expect(twice.actions).toEqual([{ do: 'replace-model', reason: 'replies_failed' }]);
  });

  it('that worked makes good a failed one', () => {
    const failed = onReplyDone(NO_REPLIES, reply('failed'));
    const worked = onReplyDone(failed.replies, reply('completed'));
    expect(onReplyDone(worked.replies, reply('failed')).actions).toEqual([{ do: 'speak' }]);
  });

  it('that failed may have asked for a tool all the same', () => {
    const { actions } = onReplyDone(NO_REPLIES, reply('failed', 'a'));
    expect(kinds(actions)).toEqual(['use-tools', 'speak']);
  });

  it('leaves what was known before as it is', () => {
    onReplyDone(NO_REPLIES, reply('failed', 'a'));
    expect(NO_REPLIES).toEqual({ failedInARow: 0, toolCallsSeen: new Set() });
  });
});

describe('tools that have been used', () => {
  const results = [{ callId: 'a', output: { ok: true } }];

  it('owe the lead words where the model is to speak of them', () => {
    const actions = onToolsUsed({ results, answer: true, ending: null }, true);
    expect(actions).toEqual([
      { do: 'owe-words' },
      { do: 'give-results', results, answer: true },
      { do: 'end-if-due' },
    ]);
  });

  it.each([
    [true, 1],
    [false, 0],
  ])('end the call after the words about them (%s: %s)', (answer, repliesToCome) => {
    const ending = farewell('over');
    const actions = onToolsUsed({ results, answer, ending }, true);
    expect(actions[0]).toEqual({ do: 'plan-ending', ending, repliesToCome });
  });

  it('are nothing to a model that did not ask for them', () => {
    const actions = onToolsUsed({ results, answer: false, ending: null }, false);
    expect(kinds(actions)).toEqual(['owe-nothing', 'end-if-due']);
  });
});
