import { Link } from '@tanstack/react-router';
import { useLead } from '../../../lead/use-lead.ts';
import { useRow } from '../../../live/use-live.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Marked } from '../../../ui/marked.tsx';
import { nameOf } from '../../../ui/person.ts';
import { useWhere } from '../../../ui/time/moment.tsx';
import { spanOf, stopwatch } from '../../../ui/time/moments.ts';
import type { ListItem } from './list-item.ts';

type Props = { item: ListItem; isTabStop: boolean };

/** A live call that asks for a person, or a call of which nobody could tell what came of it. */
export function CallRow({ item, isTabStop }: Props) {
  const isLive = item.kind === 'call';
  const lead = useLead(item.leadId);
  const call = useRow('call', item.callId ?? null);
  const { now } = useWhere(isLive ? 1_000 : 30_000);
  const since = item.waitsSince ? Date.parse(item.waitsSince) : null;
  const talks = call?.answered_at ? (now - Date.parse(call.answered_at)) / 1_000 : null;
  const state = isLive
    ? { words: 'In a call, asks for a person', icon: 'phone' }
    : { words: 'Nobody could tell: read it', icon: 'info' };
  return (
    <Link
      className={isLive ? 'conv unread' : 'conv'}
      to={item.callId ? '/calls/$callId' : '/calls'}
      params={{ callId: item.callId ?? '' }}
      search={item.callId && item.said ? { turn: item.said.seq } : {}}
      tabIndex={isTabStop ? 0 : -1}
      data-row={item.key}
    >
      <span className="l1">
        <span className="name clip">{nameOf(lead)}</span>
        {since !== null && (
          <time dateTime={item.waitsSince ?? undefined}>waits {spanOf(now - since)}</time>
        )}
      </span>
      <span className="l2 clip" dir="auto">
        {isLive && talks !== null && (
          <span className="faint">On the phone, {stopwatch(talks)}: </span>
        )}
        {item.said ? <Marked {...item.said.excerpt} /> : item.words}
      </span>
      <span className="state needs">
        <Icon name={state.icon} />
        <span className="clip">{state.words}</span>
      </span>
    </Link>
  );
}
