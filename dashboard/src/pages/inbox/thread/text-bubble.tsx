import { memo, useRef } from 'react';
import { useColleagues } from '../../../colleagues/use-colleagues.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useWhere } from '../../../ui/time/moment.tsx';
import { clockOf, fullMoment, isSameDay, spokenMoment } from '../../../ui/time/moments.ts';
import { authorWords, textWords } from '../../../words/text-words.ts';
import type { MessageRow } from '../data/rows.ts';
import { Marked } from './marked.tsx';
import { Media } from './media.tsx';
import { TextOffers } from './text-offers.tsx';
import { useSeen } from './use-seen.ts';

type Props = {
  text: MessageRow;
  whenThere: (iso: string) => string;
  /** Who took over, and when, where a draft was kept back for it. */
  taker: string | null;
  /** The text that this one is tried again by. */
  retry: MessageRow | null;
  /** Told when it has been looked at for a second: only the lead's last text asks. */
  onSeen: (() => void) | null;
};

/** One text, with who wrote it and what became of it. */
export const TextBubble = memo(function TextBubble(props: Props) {
  const { text, whenThere, taker, retry, onSeen } = props;
  const { me, nameOf } = useColleagues();
  const where = useWhere();
  const root = useRef<HTMLElement>(null);
  useSeen(root, onSeen);
  const at = Date.parse(text.delivered_at ?? text.sent_at ?? text.created_at);
  const state = textWords(text, {
    // The day stands above: the time of day is enough, unless it was delivered on another one.
    at: isSameDay(at, Date.parse(text.created_at), where)
      ? clockOf(at, where)
      : spokenMoment(at, where),
    leaves: text.send_at && Date.parse(text.send_at) > where.now ? whenThere(text.send_at) : null,
    taker,
  });
  const by = text.delivery_status === 'suppressed' ? '' : authorWords(text, me.id, nameOf);
  return (
    <article className={classOf(text)} ref={root}>
      {text.media.length > 0 && <Media text={text} by={by} at={clockOf(at, where)} />}
      {text.body !== null && text.body !== '' && (
        <div className="b" dir="auto">
          <Marked
            words={text.body}
            quote={text.refusal_verdict === 'refuses' ? text.refusal_words : null}
          />
        </div>
      )}
      <div className={state.tone === 'bad' ? 'by danger' : 'by'} title={fullMoment(at, where)}>
        {by === 'AI' ? (
          <span className="who" title="the AI agent">
            AI
          </span>
        ) : (
          by
        )}
        {state.icon && <Icon name={state.icon} small />} {state.words}
        {text.delivery_status === 'suppressed' && <TextOffers text={text} retry={retry} />}
      </div>
      {text.delivery_status !== 'suppressed' && <TextOffers text={text} retry={retry} />}
    </article>
  );
});

function classOf({ direction, author, delivery_status }: MessageRow): string {
  if (direction === 'inbound') return 'msg lead';
  const isFailed = ['failed', 'undelivered'].includes(delivery_status);
  return [
    'msg us',
    author === 'human' && 'human',
    delivery_status === 'suppressed' && 'draft',
    isFailed && 'failed',
  ]
    .filter(Boolean)
    .join(' ');
}
