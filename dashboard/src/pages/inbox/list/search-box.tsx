import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { Icon } from '../../../ui/icon.tsx';
import { Kbd } from '../../../ui/keys/kbd.tsx';
import { useKeys } from '../../../ui/keys/use-keys.ts';
import { type InboxSearch, readInboxSearch } from '../inbox-search.ts';

const QUIET_MS = 200;

/** Names, numbers and words; what is searched for stands in the address. */
export function SearchBox({ search }: { search: InboxSearch }) {
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const [words, setWords] = useState(search.q ?? '');
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
    if (words === (search.q ?? '')) return;
    const timer = setTimeout(() => {
      void navigate({
        to: '.',
        // As the address is by then: a view may have been chosen since.
        search: (old) => readInboxSearch({ ...old, q: words.trim() }),
        replace: true,
      });
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <label className="searchbox">
      <span className="sr">Search what was said</span>
      <Icon name="search" />
      <input
        ref={field}
        className="input"
        type="search"
        placeholder="Names, numbers, words"
        maxLength={100}
        value={words}
        onChange={({ target }) => setWords(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          if (words === '') field.current?.blur();
          setWords('');
        }}
      />
      {words === '' && <Kbd keys="/" />}
    </label>
  );
}
