import { mayAct } from '../session/session.ts';
import { useMe } from '../session/use-me.ts';
import { Icon } from './icon.tsx';

type Props = {
  list: 'leads' | 'calls' | 'conversations' | 'suppressions';
  /** What the button says. */
  words?: string;
  /** As in the address of the list; what is undefined is left out. */
  filters: Readonly<Record<string, string | undefined>>;
};

/** The list as a file, exactly as it is filtered. A viewer has none. */
export function DownloadCsv({ list, filters, words = 'CSV' }: Props) {
  const { user } = useMe();
  if (!mayAct(user, 'agent')) return null;
  const set = Object.entries(filters).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const query = new URLSearchParams(set).toString();
  return (
    <a
      className="btn s"
      href={`/api/exports/${list}${query && `?${query}`}`}
      download
      title="Download this list as a CSV file"
    >
      <Icon name="down2" small />
      {words}
    </a>
  );
}
