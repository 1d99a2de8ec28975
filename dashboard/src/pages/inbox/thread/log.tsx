import { type ReactElement, useEffect, useRef, useState } from 'react';
import { Virtualizer } from 'virtua';
import { Icon } from '../../../ui/icon.tsx';
import { useWhere } from '../../../ui/time/moment.tsx';
import { dayName } from '../../../ui/time/moments.ts';
import type { LogItem } from './use-items.ts';
import { useLogScroll } from './use-log-scroll.ts';

/** As high as the head of the log is in the style: it never changes its height. */
const HEAD_PX = 76;

type Props = {
  conversationId: string;
  items: readonly LogItem[];
  /** The key of the item to scroll to, once. */
  target: string | null;
  hasOlder: boolean;
  isLoadingOlder: boolean;
  onOlder: () => void;
  children: (item: LogItem) => ReactElement | null;
  /** Stands after the last item: that somebody is writing. */
  foot: ReactElement | null;
};

/** The texts, only those in sight in the document; follows at its end, and holds still elsewhere. */
export function Log(props: Props) {
  const { conversationId, items, target, hasOlder, isLoadingOlder, onOlder, children, foot } =
    props;
  const where = useWhere();
  const first = items[0];
  const log = useLogScroll(conversationId, items);
  const unseen = useUnseen(items, log.isAtEnd);
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (target === null || shown.current === target) return;
    shown.current = target;
    log.goTo(target);
  });
  return (
    <div className="log-frame">
      <section
        className="log"
        role="log"
        aria-live="off"
        aria-label="Messages"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys
        tabIndex={0}
        ref={log.scroller}
        onScroll={log.onScroll}
        onWheel={log.onWheel}
        onTouchMove={log.onTouchMove}
        onPointerDown={log.onPointerDown}
        onKeyDown={log.onKeyDown}
      >
        <div className="log-head">
          {hasOlder && (
            <button className="link-btn" type="button" aria-busy={isLoadingOlder} onClick={onOlder}>
              {isLoadingOlder ? 'Loading older…' : 'Load older'}
            </button>
          )}
          {first && (
            <div className="day">
              <span>{dayName(first.at, where)}</span>
            </div>
          )}
        </div>
        <Virtualizer
          ref={log.virtual}
          scrollRef={log.scroller}
          startMargin={HEAD_PX}
          data={items}
          shift={log.isPrepending}
          onResize={log.onResize}
        >
          {(item: LogItem) => (
            <div
              className={item.key === target ? 'log-item is-target' : 'log-item'}
              key={item.key}
              data-key={item.key}
            >
              {item.kind === 'day' ? (
                <div className="day">
                  <span>{dayName(item.at, where)}</span>
                </div>
              ) : (
                children(item)
              )}
            </div>
          )}
        </Virtualizer>
        {foot}
      </section>
      {unseen > 0 && (
        <button className="pill log-unseen" type="button" onClick={log.toEnd}>
          <Icon name="down" small /> {unseen} new
        </button>
      )}
    </div>
  );
}

/** How many texts have come since the end was last in sight. */
function useUnseen(items: readonly LogItem[], isAtEnd: boolean): number {
  const [seenUpTo, setSeen] = useState<string | null>(null);
  const texts = items.filter(({ kind }) => kind === 'text');
  const last = texts.at(-1)?.key ?? null;
  const lastSeen = useRef(seenUpTo);
  useEffect(() => {
    if (isAtEnd || lastSeen.current === null) {
      lastSeen.current = last;
      setSeen(last);
    }
  }, [isAtEnd, last]);
  if (isAtEnd || seenUpTo === null) return 0;
  const at = texts.findLastIndex(({ key }) => key === seenUpTo);
  return at < 0 ? 0 : texts.length - 1 - at;
}
