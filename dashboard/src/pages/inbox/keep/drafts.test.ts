import { describe, expect, it } from '@jest/globals';
import { createDrafts } from './drafts.ts';
import { memoryKeep } from './keep.ts';

function setup(keep = memoryKeep<string>()) {
  const timers = new Set<() => void>();
  const drafts = createDrafts({
    keep,
    setTimer(run, ms) {
      expect(ms).toBe(300);
      timers.add(run);
      return () => timers.delete(run);
    },
  });
  return { keep, drafts, timers, quiet: () => [...timers].forEach((run) => void run()) };
}

describe('drafts', () => {
  it('are written down once, after the last key', async () => {
    const { drafts, keep, timers, quiet } = setup();
    drafts.set('c1', 'text', 'We');
    drafts.set('c1', 'text', 'We open at nine');
    expect(timers.size).toBe(1);
    expect(drafts.isKept('c1', 'text')).toBe(false);
    quiet();
    expect(drafts.isKept('c1', 'text')).toBe(true);
    expect(await keep.all()).toEqual([['c1 text', 'We open at nine']]);
  });

  it('are there again after a reload, a text and a note apart', async () => {
    const first = setup();
    first.drafts.set('c1', 'text', 'We open at nine');
    first.drafts.set('c1', 'note', 'stock 4471');
    first.drafts.flush();
    const { drafts } = setup(first.keep);
    await drafts.load();
    expect(drafts.get('c1', 'text')).toBe('We open at nine');
    expect(drafts.get('c1', 'note')).toBe('stock 4471');
    expect(drafts.get('c2', 'text')).toBe('');
  });

  it('do not overwrite what was typed while they were read', async () => {
    const keep = memoryKeep<string>();
    await keep.put('c1 text', 'old');
    const { drafts } = setup(keep);
    drafts.set('c1', 'text', 'new');
    await drafts.load();
    expect(drafts.get('c1', 'text')).toBe('new');
  });

  it('are gone when they are empty', async () => {
    const { drafts, keep, quiet } = setup();
    drafts.set('c1', 'text', 'a');
    quiet();
    drafts.set('c1', 'text', '');
    quiet();
    expect(await keep.all()).toEqual([]);
  });

  it('take words of others below their own', () => {
    const { drafts } = setup();
    drafts.putBelow('c1', 'from the AI');
    expect(drafts.get('c1', 'text')).toBe('from the AI');
    drafts.set('c1', 'text', 'my own ');
    drafts.putBelow('c1', 'from the AI');
    expect(drafts.get('c1', 'text')).toBe('my own\nfrom the AI');
  });
});
