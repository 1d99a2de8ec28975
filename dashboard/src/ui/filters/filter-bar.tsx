import { useState } from 'react';
import { Icon } from '../icon.tsx';
import { MenuButton } from '../menu/menu-button.tsx';
import { Choice, type Option } from './choice.tsx';

export type Filter = {
  key: string;
  name: string;
  options: readonly Option[];
  /** It stands there even where nothing is chosen. */
  isFixed?: boolean;
};

type Props = {
  filters: readonly Filter[];
  values: Readonly<Record<string, string | undefined>>;
  onChange: (key: string, value: string | undefined) => void;
};

/** The filters of a list: a few that stand there, and those that one adds. */
export function FilterBar({ filters, values, onChange }: Props) {
  const [added, setAdded] = useState<string | null>(null);
  const isShown = ({ key, isFixed }: Filter) =>
    isFixed || values[key] !== undefined || added === key;
  const rest = filters.filter((one) => !isShown(one) && one.options.length > 0);
  return (
    <div className="filters">
      {filters.filter(isShown).map(({ key, name, options }) => (
        <Choice
          key={key}
          name={name}
          value={values[key]}
          options={options}
          isNew={added === key}
          onChange={(value) => onChange(key, value)}
        />
      ))}
      {rest.length > 0 && (
        <MenuButton
          label="Add a filter"
          className="filter add"
          items={rest.map(({ key, name }) => ({ name, run: () => setAdded(key) }))}
        >
          <Icon name="plus" small />
          Filter
        </MenuButton>
      )}
    </div>
  );
}
