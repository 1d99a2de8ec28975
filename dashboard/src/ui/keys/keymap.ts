/** One key of a page: what it does is said in the list of keys and in the command palette. */
export type KeyBinding = {
  /** As it is pressed: `t`, `shift+s`, `mod+k`, `mod+enter`, or two in a row: `g i`. */
  keys: string;
  /** What it does, for the list: "Take over". */
  name: string;
  /** Under which heading it stands there. */
  group: string;
  run: () => void;
  /** Also while one writes; only for keys with a modifier. */
  inFields?: boolean;
};

type Press = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const NAMED: Record<string, string> = {
  Enter: 'enter',
  Escape: 'esc',
  ' ': 'space',
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};

/** A press as bindings write it. Letters go by their place on the keyboard, as on every layout. */
export function pressOf({ key, code, ctrlKey, metaKey, altKey, shiftKey }: Press): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase();
  const digit = /^Digit(\d)$/.exec(code)?.[1];
  const plain =
    NAMED[key] ?? letter ?? (shiftKey ? key.toLowerCase() : (digit ?? key.toLowerCase()));
  const isLetter = letter !== undefined || key.length > 1;
  return [
    ...(ctrlKey || metaKey ? ['mod'] : []),
    ...(altKey ? ['alt'] : []),
    ...(shiftKey && isLetter ? ['shift'] : []),
    plain,
  ].join('+');
}

/** One character, alone, with Shift or after another: dictation and a cat press these, too. */
const isSingle = (keys: string): boolean =>
  keys.split(' ').every((press) => /^(shift\+)?.$/.test(press));

const SEQUENCE_MS = 1_200;

/** All keys of the parts that are on the page; the part that came last has a key first. */
export function createKeymap(now: () => number) {
  const bindings: KeyBinding[] = [];
  let hasSingle = true;
  let first: { press: string; at: number } | null = null;

  function find(press: string, isWriting: boolean): KeyBinding | undefined {
    return bindings.findLast(
      ({ keys, inFields }) =>
        keys === press && (!isWriting || inFields === true) && (hasSingle || !isSingle(keys)),
    );
  }

  return {
    /** Without single keys only those with a modifier, and those that are not letters, work. */
    allowSingle(allowed: boolean): void {
      hasSingle = allowed;
    },
    all: (): readonly KeyBinding[] => bindings,
    add(added: readonly KeyBinding[]): () => void {
      bindings.push(...added);
      return () => {
        for (const binding of added) bindings.splice(bindings.indexOf(binding), 1);
      };
    },
    /** True: the press did something, and nothing else shall come of it. */
    press(event: Press, isWriting: boolean): boolean {
      const press = pressOf(event);
      const waited = first && now() - first.at < SEQUENCE_MS ? first.press : null;
      first = null;
      const binding = (waited && find(`${waited} ${press}`, isWriting)) || find(press, isWriting);
      if (binding) {
        binding.run();
        return true;
      }
      const begins = bindings.some(({ keys }) => keys.startsWith(`${press} `));
      if (begins && !isWriting) first = { press, at: now() };
      return false;
    },
  };
}

export const keymap = createKeymap(() => performance.now());
