import { describe, expect, it } from '@jest/globals';
import { createPresence, FORGOTTEN_MS } from './presence.ts';

const marcus = (state: 'here' | 'typing' | 'gone') => ({
  conversation_id: 'c1',
  user_id: 'marcus',
  name: 'Marcus',
  state,
});

function setup() {
  const timers = new Set<() => void>();
  let told = 0;
  const presence = createPresence((run, ms) => {
    expect(ms).toBe(FORGOTTEN_MS);
    timers.add(run);
    return () => timers.delete(run);
  });
  presence.subscribe(() => {
    told += 1;
  });
  return { presence, timers, told: () => told };
}

describe('who is in a conversation', () => {
  it('is who was heard of, and a beat changes nothing', () => {
    const { presence, timers, told } = setup();
    presence.hear(marcus('here'));
    const list = presence.of('c1');
    presence.hear(marcus('here'));
    expect(presence.of('c1')).toBe(list);
    expect([told(), timers.size]).toEqual([1, 1]);
    presence.hear(marcus('typing'));
    expect(presence.of('c1')).toMatchObject([{ name: 'Marcus', state: 'typing' }]);
    expect(presence.of('c2')).toEqual([]);
  });

  it('is forgotten when it leaves, or 8 s after its last sign', () => {
    const { presence, timers } = setup();
    presence.hear(marcus('here'));
    presence.hear(marcus('gone'));
    expect(presence.of('c1')).toEqual([]);
    presence.hear(marcus('typing'));
    for (const run of [...timers]) run();
    expect(presence.of('c1')).toEqual([]);
  });
});
