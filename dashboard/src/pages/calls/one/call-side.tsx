import type { RowOf } from '../../../live/kinds.ts';
import { OutcomeLine } from '../../../outcome/outcome-line.tsx';
import { Moment } from '../../../ui/time/moment.tsx';
import { carrierWords } from '../../../words/calls.ts';
import type { useCallInFull } from '../data/use-calls.ts';
import { droppedWords } from './dropped-words.ts';
import type { Numbered } from './numbered-quotes.ts';
import { TalkSection } from './talk-section.tsx';

type Full = NonNullable<ReturnType<typeof useCallInFull>['data']>;
type Props = { full: Full; analysis: RowOf<'analysis'> | null; quotes: Numbered };

const VERDICTS = { allow: 'Allowed', hold: 'Held', deny: 'Not allowed' } as const;

/** What came of the call, the facts with their words, why it was allowed, what the carrier reported. */
export function CallSide({ full, analysis, quotes }: Props) {
  return (
    <aside className="side" aria-label="What came of it">
      <CameOfIt analysis={analysis} quotes={quotes} />
      <Facts analysis={analysis} quotes={quotes} />
      <TalkSection call={full} />
      {full.decisions.length > 0 && (
        <section className="sec">
          <h2>Why this call was allowed</h2>
          <ul className="stack g4 dense">
            {full.decisions.map((decision) => (
              <li key={decision.id}>
                <b>{VERDICTS[decision.verdict]}</b>, <Moment at={decision.at} />: {decision.reason}
              </li>
            ))}
          </ul>
        </section>
      )}
      {full.events.length > 0 && (
        <section className="sec">
          <details>
            <summary className="dense soft">
              Everything the carrier reported ({full.events.length})
            </summary>
            <ol className="stack g4 dense carrier-events">
              {full.events.map((event) => (
                <li key={event.id}>
                  <Moment at={event.received_at} as="clock" />{' '}
                  {carrierWords(event.kind, event.call_status)}
                </li>
              ))}
            </ol>
          </details>
        </section>
      )}
    </aside>
  );
}

function CameOfIt({ analysis, quotes: { outcome } }: Omit<Props, 'full'>) {
  return (
    <section className="sec">
      <h2>What came of it</h2>
      {!analysis && <p className="dense soft">Not analysed yet.</p>}
      {analysis && <OutcomeLine analysis={analysis} />}
      {outcome && (
        <p className="quote row top">
          <span className="ref">{outcome.number}</span>
          <span dir="auto">“{outcome.quote}”</span>
        </p>
      )}
      {analysis?.summary && (
        <p className="dense soft" dir="auto">
          {analysis.summary}
        </p>
      )}
    </section>
  );
}

function Facts({ analysis, quotes: { facts } }: Omit<Props, 'full'>) {
  const dropped = (analysis?.dropped ?? []).map(droppedWords);
  if (facts.length === 0 && dropped.length === 0) return null;
  return (
    <section className="sec">
      <h2>Facts, with the words</h2>
      <ul className="facts">
        {facts.map(({ number, name, value, quote }) => (
          <li key={number} className="row top">
            <span className="ref">{number}</span>
            <div>
              {name}: {value}
              <q dir="auto">{quote}</q>
            </div>
          </li>
        ))}
      </ul>
      {dropped.length > 0 && (
        <p className="meta">Not kept, since no such words were said: {dropped.join('; ')}</p>
      )}
    </section>
  );
}
