export type Option = readonly [value: string, words: string];

type Props = {
  name: string;
  /** Undefined: any. */
  value: string | undefined;
  options: readonly Option[];
  onChange: (value: string | undefined) => void;
  /** It was just added: what is chosen next is its value. */
  isNew?: boolean;
};

/** One filter of a list: its name, what is chosen, and any. */
export function Choice({ name, value, options, onChange, isNew = false }: Props) {
  return (
    <label className="filter">
      {name}
      <select
        className="bare-select"
        value={value ?? ''}
        // biome-ignore lint/a11y/noAutofocus: whoever adds a filter chooses its value next
        autoFocus={isNew}
        onChange={({ target }) => onChange(target.value || undefined)}
      >
        <option value="">any</option>
        {options.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
