const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

const NAMES: Record<string, string> = {
  shift: '⇧',
  alt: isMac ? '⌥' : 'Alt ',
  mod: isMac ? '⌘' : 'Ctrl ',
  enter: '↵',
  esc: 'Esc',
  space: 'Space',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
};

/** Keys as they are printed: "⇧S", "Ctrl K", "G I". */
export const readableKeys = (keys: string): string =>
  keys
    .split(' ')
    .map((press) =>
      press
        .split('+')
        .map((key) => NAMES[key] ?? key.toUpperCase())
        .join(''),
    )
    .join(' ');
