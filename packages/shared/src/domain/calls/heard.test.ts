import { describe, expect, it } from '@jest/globals';
import { type EndedCall, reachOf, voiceOf } from './heard.ts';

const call = (change: Partial<EndedCall> = {}): EndedCall => ({
  pickedUp: true,
  isMachine: false,
  isOthersVoice: false,
  agentMs: null,
  leadMs: null,
  agentWords: 0,
  leadWords: 0,
  silenceReason: null,
  openSeconds: 20,
  ...change,
});
const unheard = (reason: string) => ({ kind: 'unheard', reason });

describe('who was reached', () => {
  it.each<[string, Partial<EndedCall>, object]>([
    ['whose line was busy', { pickedUp: false }, { kind: 'not_picked_up' }],
    ['whose machine picked up', { isMachine: true, agentWords: 20 }, { kind: 'machine' }],
    ['who heard a second of us', { agentMs: 1_000 }, { kind: 'reached' }],
    ['who heard three words of us', { agentWords: 3 }, { kind: 'reached' }],
    ['who said a word', { leadWords: 1 }, { kind: 'reached' }],
    ['who said hello, and heard nothing', { leadWords: 1, agentMs: 0 }, unheard('nobody_knows')],
    ['whom another voice talked with', { isOthersVoice: true }, { kind: 'reached' }],
    [
      'who said something before our voice was gone',
      { leadWords: 2, silenceReason: 'model_lost' },
      { kind: 'reached' },
    ],
    ['of whom the carrier only says that the call was completed', {}, unheard('nobody_knows')],
    ['who heard the beginning of a word', { agentMs: 300, agentWords: 1 }, unheard('nobody_knows')],
    [
      'for whom our voice broke off',
      { agentMs: 5_000, silenceReason: 'model_lost' },
      unheard('model_lost'),
    ],
    ['whom no gateway took', { silenceReason: 'no_media' }, unheard('no_media')],
    [
      'whose hello was not understood',
      { leadMs: 4_000, silenceReason: 'model_silent' },
      unheard('model_silent'),
    ],
    ['who hung up at once', { openSeconds: 1 }, unheard('left_early')],
  ])('a lead %s', (_who, change, expected) => {
    expect(reachOf(call(change))).toEqual(expected);
  });
});

describe('what a call says about our voice', () => {
  const voice = (change: Partial<EndedCall>) => voiceOf(reachOf(call(change)), call(change));

  it.each<[string, Partial<EndedCall>, boolean | null]>([
    ['it works, if a lead heard it', { agentMs: 2_000 }, true],
    ['it works, if a machine heard it', { isMachine: true, agentWords: 9 }, true],
    ['it fails, if a lead waited in vain', { silenceReason: 'model_unreachable' }, false],
    ['nothing, if the call was not picked up', { pickedUp: false }, null],
    ['nothing, if the lead hung up at once', { openSeconds: 1 }, null],
    ['nothing, if only the lead spoke', { leadWords: 4 }, null],
  ])('%s', (_what, change, expected) => {
    expect(voice(change)).toBe(expected);
  });
});
