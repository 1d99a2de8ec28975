import { useEffect, useRef, useState } from 'react';
import { Icon } from '../../../ui/icon.tsx';
import { Kbd } from '../../../ui/keys/kbd.tsx';
import { useKeys } from '../../../ui/keys/use-keys.ts';

const QUIET_MS = 200;

type Props = { q: string; onChange: (q: string | undefined) => void };

/** Names, numbers and what was said. */
export function CallSearchBox({ q, onChange }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState(q);
  useKeys([
    {
      keys: '/',
      name: 'Search in this list',
      group: 'everywhere',
      run: () => field.current?.focus(),
    },
  ]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed is sent on
  useEffect(() => {
    if (words.trim() === q) return;
    const timer = setTimeout(() => onChange(words.trim() || undefined), QUIET_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <label className="searchbox">
      <span className="sr">Search calls</span>
      <Icon name="search" />
      <input
        ref={field}
        className="input"
        type="search"
        placeholder="Names, numbers, words"
        maxLength={100}
        value={words}
        onChange={({ target }) => setWords(target.value)}
      />
      {words === '' && <Kbd keys="/" />}
    </label>
  );
}
