import { Icon } from '../icon.tsx';

export type Sorting = { sort?: string | undefined; order?: 'asc' | 'desc' | undefined };

type Props = {
  name: string;
  /** What the list is sorted by when it is pressed. */
  by: string;
  /** What the list is sorted by now. */
  now: Sorting;
  /** The order that one expects first: the newest, the dearest, the letter A. */
  first: 'asc' | 'desc';
  onSort: (sorting: Required<Sorting>) => void;
};

/** A head of a column; pressed it sorts, pressed again the other way round. */
export function SortButton({ name, by, now, first, onSort }: Props) {
  const isSorted = now.sort === by;
  const order = isSorted ? (now.order ?? first) : null;
  const next = order === first ? (first === 'asc' ? 'desc' : 'asc') : first;
  const how = order === null ? '' : order === 'asc' ? ', ascending' : ', descending';
  return (
    <button
      className="sort-btn"
      type="button"
      aria-label={`${name}: sort${how}`}
      aria-pressed={isSorted}
      onClick={() => onSort({ sort: by, order: next })}
    >
      {name}
      {order && (
        <span className={order === 'asc' ? 'sorted asc' : 'sorted'}>
          <Icon name="down" small />
        </span>
      )}
    </button>
  );
}

/** For the head of a table. */
export const ariaSort = (by: string, now: Sorting, first: 'asc' | 'desc') =>
  now.sort !== by ? 'none' : (now.order ?? first) === 'asc' ? 'ascending' : 'descending';
