import { type Machine, thisMachine } from './machine.ts';

/** The first one has no window to draw, and needs a third less of the processor. */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];
/** Older releases of Debian and Ubuntu have only the second. */
const PACKAGES = ['chromium-headless-shell', 'chromium'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/**
 * The browser that pages are tested in: one that is there, or the one of the package manager where
 * that asks nothing. Throws with the ways to get one; nobody goes on without it.
 */
export function provideChromium(machine: Machine = thisMachine()): string {
  const there = find(machine);
  if (there) return there;
  if (machine.platform === 'linux' && machine.isRoot && machine.find('apt-get')) {
    if (!installOne(machine)) {
      // A fresh image knows no packages before its first update.
      machine.succeeds('apt-get', 'update');
      installOne(machine);
    }
  } else if (machine.platform === 'darwin' && machine.find('brew')) {
    machine.succeeds('brew', 'install', '--cask', 'chromium');
  }
  const installed = find(machine);
  if (installed) return installed;
  throw new Error(
    [
      'The pages are tested in Chromium, and this machine offers none. Any one of these helps:',
      '  1. Debian or Ubuntu:  apt-get install chromium',
      '  2. macOS:  brew install --cask chromium',
      '  3. anywhere: put a chromium on the PATH',
    ].join('\n'),
  );
}

const installOne = (machine: Machine): boolean =>
  PACKAGES.some((name) =>
    machine.succeeds('apt-get', 'install', '-y', '--no-install-recommends', name),
  );

function find(machine: Machine): string | undefined {
  const onPath = NAMES.map((name) => machine.find(name)).find((path) => path !== undefined);
  return onPath ?? (machine.platform === 'darwin' && machine.isExecutable(MAC) ? MAC : undefined);
}
