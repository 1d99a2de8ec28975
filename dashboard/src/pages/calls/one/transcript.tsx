import { useEffect, useRef } from 'react';
import type { RowOf } from '../../../live/kinds.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useKeys } from '../../../ui/keys/use-keys.ts';
import { stopwatch } from '../../../ui/time/moments.ts';
import { toolWords } from '../../../words/tools.ts';
import { useTurns } from '../data/use-call-state.ts';
import { REPLY_AIM_MS, secondsOf } from '../live/signal-words.ts';
import type { ToolUse } from './lanes-of.ts';
import { cutOf, piecesOf } from './marks.ts';
import { allQuotes, type Numbered } from './numbered-quotes.ts';
import { toolsOfTurn } from './tools-of-turn.ts';

type Props = {
  call: RowOf<'call'>;
  quotes: Numbered;
  tools: readonly ToolUse[];
  /** The `seq` of the turn to show, where a search found one. */
  target: number | null;
};

/** What was said, turn by turn, with the proven words marked. */
export function Transcript({ call, quotes, tools, target }: Props) {
  const turns = useTurns(call.call_sid).filter(({ role }) => role !== 'system');
  const list = useRef<HTMLOListElement>(null);
  const start = Date.parse(call.answered_at ?? turns[0]?.timestamp ?? call.created_at);
  const numbers = allQuotes(quotes);
  useKeys(
    numbers.slice(0, 9).map(({ number }) => ({
      keys: String(number),
      name: `Fact ${number}`,
      group: 'calls',
      run: () =>
        list.current?.querySelector(`[data-fact="${number}"]`)?.scrollIntoView({ block: 'center' }),
    })),
  );
  const isThere = target !== null && turns.some(({ seq }) => seq === target);
  useEffect(() => {
    if (isThere) {
      list.current?.querySelector(`[data-seq="${target}"]`)?.scrollIntoView({ block: 'center' });
    }
  }, [isThere, target]);
  if (turns.length === 0) return <p className="sec soft">Nothing was said.</p>;
  return (
    <ol className="transcript" ref={list} aria-label="What was said">
      {turns.map((turn, index) => (
        <li
          key={turn.id}
          data-seq={turn.seq}
          className={`line ${turn.role === 'user' ? 'lead' : 'ai'}${turn.seq === target ? ' is-target' : ''}`}
        >
          <time>{stopwatch((Date.parse(turn.timestamp) - start) / 1_000)}</time>
          <span className="sp">{turn.role === 'user' ? 'Lead' : 'AI'}</span>
          <div className="w" dir="auto">
            {piecesOf(turn, numbers).map(({ words, number, isCut }, piece) => {
              const key = `${piece} ${words}`;
              if (isCut) {
                return (
                  <s key={key} className="cut">
                    {words}
                  </s>
                );
              }
              if (number === null) return <span key={key}>{words}</span>;
              return (
                <mark key={key} data-fact={number}>
                  {words}
                  <sup>{number}</sup>
                </mark>
              );
            })}
            {cutOf(turn) && (
              <span className="aside">
                <Icon name="bolt" small />
                The lead cut in; the rest was not heard.
              </span>
            )}
            {toolsOfTurn(tools, turns, index).map(({ name, began_at, took_ms, is_done }) => (
              <span className="aside" key={`${name} ${began_at}`}>
                <Icon name="gear" small />
                {toolWords(name, false)}
                {is_done ? '' : ', which did not work'}, took {secondsOf(took_ms)}
              </span>
            ))}
          </div>
          {turn.reply_ms !== null && (
            <span
              className={turn.reply_ms > REPLY_AIM_MS ? 'lat attention' : 'lat'}
              title="How long the lead waited for this answer"
            >
              {secondsOf(turn.reply_ms)}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
