type Props = {
  /** How many came since the list was read. */
  count: number;
  /** "new call", "new lead". */
  what: string;
  onShow: () => void;
};

/** What came in is said and waits: nothing moves under one's eyes. */
export function Arrived({ count, what, onShow }: Props) {
  if (count === 0) return null;
  return (
    <p className="arrived dense" role="status">
      {count} {what}
      {count === 1 ? '' : 's'} ·{' '}
      <button className="link-btn" type="button" onClick={onShow}>
        show
      </button>
    </p>
  );
}
