import { useColleagues } from '../../../colleagues/use-colleagues.ts';
import { Icon } from '../../../ui/icon.tsx';
import { initialsOf } from '../../../ui/person.ts';
import { Moment } from '../../../ui/time/moment.tsx';
import type { LogEntry } from './entries.ts';

/** What happened between the texts: a line, a hand-over in full, a note to the team. */
export function EntryLine({ entry }: { entry: LogEntry }) {
  const { me, nameOf } = useColleagues();
  if (entry.as === 'note') {
    const { author_id, author_name, body, created_at } = entry.note;
    const name = author_name ?? (author_id ? nameOf(author_id) : 'Somebody');
    return (
      <article className="msg note">
        <div className="b" dir="auto">
          {body}
        </div>
        <div className="by">
          <span className="avatar s" aria-hidden="true">
            {initialsOf(name)}
          </span>
          {author_id === me.id ? 'You' : name}, note to the team ·{' '}
          <Moment at={created_at} as="clock" />
        </div>
      </article>
    );
  }
  if (entry.as === 'handover') {
    return (
      <div className="notice needs log-notice">
        <Icon name="user" />
        <div>
          <b>{entry.words}</b>
          {entry.summary && <p dir="auto">{entry.summary}</p>}
          <p className="meta">Summary by the AI. It will not answer again until you hand back.</p>
        </div>
      </div>
    );
  }
  return (
    <p className="evt">
      {entry.icon && <Icon name={entry.icon} />}
      <span>
        {entry.words}
        {entry.quote && (
          <>
            {' '}
            <b dir="auto">{entry.quote}</b>
          </>
        )}
      </span>
    </p>
  );
}
