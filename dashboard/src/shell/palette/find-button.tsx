import { lazy, Suspense, useState } from 'react';
import { Icon } from '../../ui/icon.tsx';
import { Kbd } from '../../ui/keys/kbd.tsx';
import { readableKeys } from '../../ui/keys/readable-keys.ts';
import { useKeys } from '../../ui/keys/use-keys.ts';

// It is loaded ahead, too: letters that are typed right after the key are kept.
const Palette = lazy(() => import('./palette.tsx').then(({ Palette }) => ({ default: Palette })));

/** Search and commands, from every page. */
export function FindButton() {
  const [isOpen, setOpen] = useState(false);
  useKeys([
    {
      keys: 'mod+k',
      name: 'Search and commands',
      group: 'everywhere',
      run: () => setOpen(true),
      inFields: true,
    },
  ]);
  return (
    <>
      <button className="find" type="button" title="Search" onClick={() => setOpen(true)}>
        <Icon name="search" />
        <span className="t">Search</span>
        <Kbd keys={readableKeys('mod+k')} />
      </button>
      <Suspense>{isOpen && <Palette onClose={() => setOpen(false)} />}</Suspense>
    </>
  );
}
