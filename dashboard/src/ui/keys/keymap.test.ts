import { expect, it } from '@jest/globals';
import { createKeymap } from './keymap.ts';

function setup() {
  let now = 0;
  const keymap = createKeymap(() => now);
  const did: string[] = [];
  const bind = (keys: string, inFields = false) =>
    keymap.add([{ keys, name: keys, group: 'page', run: () => did.push(keys), inFields }]);
  const press = (key: string, code: string, more: Partial<KeyboardEvent> = {}, isWriting = false) =>
    keymap.press(
      { key, code, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more },
      isWriting,
    );
  return { bind, press, did, pass: (ms: number) => (now += ms) };
}

it('goes by the place of a letter, on every layout', () => {
  const { bind, press, did } = setup();
  bind('t');
  press('ت', 'KeyT');
  expect(did).toEqual(['t']);
});

it('leaves keys to whoever writes, but for those with a modifier', () => {
  const { bind, press, did } = setup();
  bind('t');
  bind('mod+k', true);
  expect(press('t', 'KeyT', {}, true)).toBe(false);
  expect(press('k', 'KeyK', { ctrlKey: true }, true)).toBe(true);
  expect(did).toEqual(['mod+k']);
});

it('takes two keys in a row, but not after a while', () => {
  const { bind, press, did, pass } = setup();
  bind('g i');
  press('g', 'KeyG');
  press('i', 'KeyI');
  press('g', 'KeyG');
  pass(2_000);
  press('i', 'KeyI');
  expect(did).toEqual(['g i']);
});

it('gives a key to the part that came last, and back when it leaves', () => {
  const { bind, press, did } = setup();
  bind('e');
  const leave = bind('e');
  press('e', 'KeyE');
  leave();
  press('e', 'KeyE');
  press('S', 'KeyS', { shiftKey: true });
  expect(did).toEqual(['e', 'e']);
});
