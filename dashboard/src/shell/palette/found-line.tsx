import { useEffect, useRef } from 'react';
import { Icon } from '../../ui/icon.tsx';
import { Kbd } from '../../ui/keys/kbd.tsx';
import { Marked } from '../../ui/marked.tsx';
import { type Found, matchIn } from './found.ts';

type Props = { line: Found; query: string; isChosen: boolean; onChoose: () => void };

export function FoundLine({ line, query, isChosen, onChoose }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  const [from, to] = line.mark ?? matchIn(line.title, query) ?? [0, 0];
  useEffect(() => {
    if (isChosen) ref.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field holds the focus and hands over the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the field holds the focus
    <div
      ref={ref}
      id={line.id}
      role="option"
      aria-selected={isChosen}
      className={isChosen ? 'row g12 is-hover' : 'row g12'}
      onClick={onChoose}
    >
      <Icon name={line.icon} />
      <span className="clip">
        <Marked words={line.title} from={from} to={to} />
        {line.aside && <span className="faint n"> {line.aside}</span>}
      </span>
      {line.right && <span className="push meta nowrap">{line.right}</span>}
      {line.keys && (
        <span className="push">
          <Kbd keys={line.keys} />
        </span>
      )}
    </div>
  );
}
