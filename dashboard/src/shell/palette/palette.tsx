import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Icon } from '../../ui/icon.tsx';
import { OverAll } from '../../ui/over-all.tsx';
import type { Found } from './found.ts';
import { FoundLine } from './found-line.tsx';
import { useFound } from './use-found.ts';

/** Search over people and words, and every command of the page behind it. */
export function Palette({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useId();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState(0);
  const found = useFound(query);
  const at = Math.min(chosen, Math.max(0, found.length - 1));
  const current = found[at];
  useEffect(() => {
    dialog.current?.showModal();
  }, []);

  const go = (line: Found | undefined) => {
    if (!line) return;
    onClose();
    line.run();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setChosen((at + 1) % Math.max(1, found.length));
    else if (event.key === 'ArrowUp')
      setChosen((at + found.length - 1) % Math.max(1, found.length));
    else if (event.key === 'Enter') go(current);
    else return;
    event.preventDefault();
  };

  const groups = Map.groupBy(found, ({ group }) => group);
  return (
    <OverAll>
      <dialog
        ref={dialog}
        className="pop palette"
        aria-label="Search and commands"
        onClose={onClose}
      >
        <div className="row palette-field">
          <Icon name="search" />
          <input
            className="grow"
            autoFocus
            role="combobox"
            aria-label="Search and commands"
            aria-expanded="true"
            aria-controls={list}
            aria-activedescendant={current?.id}
            value={query}
            onChange={({ target }) => {
              setQuery(target.value);
              setChosen(0);
            }}
            onKeyDown={press}
          />
          <kbd>esc</kbd>
        </div>
        <div id={list} role="listbox" aria-label="What was found" className="menu palette-list">
          {[...groups].map(([group, lines]) => (
            // biome-ignore lint/a11y/useSemanticElements: a group of options has no element of its own
            <div key={group} role="group" aria-label={group}>
              <p className="label">{group}</p>
              {lines.map((line) => (
                <FoundLine
                  key={line.id}
                  line={line}
                  query={query}
                  isChosen={line === current}
                  onChoose={() => go(line)}
                />
              ))}
            </div>
          ))}
          {found.length === 0 && (
            <p className="empty">No person, word or command has these letters.</p>
          )}
        </div>
      </dialog>
    </OverAll>
  );
}
