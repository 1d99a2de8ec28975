import { useEffect, useRef, useState } from 'react';
import { Icon } from './icon.tsx';
import { Kbd } from './keys/kbd.tsx';
import { useKeys } from './keys/use-keys.ts';

const QUIET_MS = 200;
/** As many as the API takes. */
const MOST = 100;

type Props = {
  /** What the field is called, such as "Search leads". */
  name: string;
  placeholder: string;
  /** What is searched for now. */
  q: string;
  /** Called when nothing was typed for a moment; without words with undefined. */
  onSearch: (q: string | undefined) => void;
};

/** The field that searches a list. `/` goes there; Escape empties it, and then leaves it. */
export function SearchBox({ name, placeholder, q, onSearch }: Props) {
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
    const timer = setTimeout(() => onSearch(words.trim() || undefined), QUIET_MS);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <label className="searchbox">
      <span className="sr">{name}</span>
      <Icon name="search" />
      <input
        ref={field}
        className="input"
        type="search"
        placeholder={placeholder}
        maxLength={MOST}
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
