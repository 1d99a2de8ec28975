import { useState } from 'react';
import { Icon } from '../../../ui/icon.tsx';

type Days = { from?: string | undefined; to?: string | undefined };
type Props = Days & { onChange: (days: Days) => void };

/** From one day to another, both included. */
export function DayRange({ from, to, onChange }: Props) {
  const [isOpen, setOpen] = useState(false);
  if (!isOpen && !from && !to) {
    return (
      <button className="filter add" type="button" onClick={() => setOpen(true)}>
        <Icon name="cal" small />
        Days
      </button>
    );
  }
  return (
    <fieldset className="filter" aria-label="Days">
      <input
        className="bare-select"
        type="date"
        aria-label="From"
        max={to}
        value={from ?? ''}
        // biome-ignore lint/a11y/noAutofocus: whoever opens it writes a day next
        autoFocus={isOpen}
        onChange={({ target }) => onChange({ from: target.value || undefined, to })}
      />
      to
      <input
        className="bare-select"
        type="date"
        aria-label="To"
        min={from}
        value={to ?? ''}
        onChange={({ target }) => onChange({ from, to: target.value || undefined })}
      />
      <button
        className="btn icon bare s"
        type="button"
        aria-label="Any day"
        onClick={() => {
          setOpen(false);
          onChange({ from: undefined, to: undefined });
        }}
      >
        <Icon name="x" small />
      </button>
    </fieldset>
  );
}
