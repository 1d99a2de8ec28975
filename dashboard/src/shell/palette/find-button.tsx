import { lazy, Suspense, useEffect, useState } from 'react';
import { Icon } from '../../ui/icon.tsx';
import { Kbd } from '../../ui/keys/kbd.tsx';
import { readableKeys } from '../../ui/keys/readable-keys.ts';
import { useKeys } from '../../ui/keys/use-keys.ts';

const load = () => import('./palette.tsx');
const Palette = lazy(() => load().then(({ Palette }) => ({ default: Palette })));
/** Loaded ahead once the page has settled: letters that are typed right after the key are kept. */
const AHEAD_MS = 3_000;

/** Search and commands, from every page. */
export function FindButton() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => undefined), AHEAD_MS);
    return () => clearTimeout(timer);
  }, []);
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
