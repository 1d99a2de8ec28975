import { useStory } from '../../../lead/use-lead.ts';
import { sameItems, useFromStore } from '../../../live/use-live.ts';
import { OutcomeLine } from '../../../outcome/outcome-line.tsx';
import { type SaidFact, saidFacts } from './said-facts.ts';

type Props = {
  conversationId: string;
  leadId: number | null;
  /** It has ended: what came of it is known, and may be corrected. */
  isOver: boolean;
};

/** What the lead said, each with the words; there once the conversation has been analysed. */
export function FactsSection({ conversationId, leadId, isOver }: Props) {
  const { data: story } = useStory(leadId);
  const told = useFromStore(
    ['analysis'],
    (store) => store.all('analysis').filter((one) => one.conversation_id === conversationId),
    sameItems,
  );
  const fetched = (story ?? []).flatMap((entry) =>
    entry.kind === 'analysis' && entry.analysis.conversation_id === conversationId
      ? entry.analysis
      : [],
  );
  const newest = [...fetched, ...told].sort((a, b) => (a.updated_at < b.updated_at ? 1 : -1))[0];
  const facts = newest ? saidFacts(newest.facts) : [];
  if (!newest || (!isOver && facts.length === 0 && !newest.summary)) return null;
  return (
    <section className="sec">
      <h3>{isOver ? 'What came of it' : 'Said so far'}</h3>
      {isOver && <OutcomeLine analysis={newest} />}
      {newest.summary && (
        <p className="dense soft rail-summary" dir="auto">
          {newest.summary}
        </p>
      )}
      <ul className="facts">
        {facts.map((fact) => (
          <Fact key={`${fact.name} ${fact.value}`} fact={fact} />
        ))}
      </ul>
    </section>
  );
}

function Fact({ fact: { name, value, quote } }: { fact: SaidFact }) {
  return (
    <li>
      <span className="faint">{name}</span> <b>{value}</b>
      {quote && <q dir="auto">{quote}</q>}
    </li>
  );
}
