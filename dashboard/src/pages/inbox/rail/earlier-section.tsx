import { Link } from '@tanstack/react-router';
import { useStory } from '../../../lead/use-lead.ts';
import { useWhere } from '../../../ui/time/moment.tsx';
import { shortMoment, spanOf } from '../../../ui/time/moments.ts';
import { outcomeWords } from '../../../words/outcome-words.ts';

type Props = { leadId: number | null; conversationId: string };

const MOST = 5;

/** Calls, and texts of other conversations, newest first. */
export function EarlierSection({ leadId, conversationId }: Props) {
  const { data: story } = useStory(leadId);
  const where = useWhere();
  if (!story) return null;
  const outcomes = new Map(
    story.flatMap((entry) =>
      entry.kind === 'analysis' && entry.analysis.call_id
        ? [[entry.analysis.call_id, entry.analysis.outcome] as const]
        : [],
    ),
  );
  const calls = story.flatMap((entry) => (entry.kind === 'call' ? entry.call : [])).toReversed();
  const texts = story.filter(
    (entry) => entry.kind === 'text' && entry.text.conversation_id !== conversationId,
  );
  return (
    <section className="sec">
      <h3>Earlier</h3>
      {calls.length === 0 && texts.length === 0 && (
        <p className="dense soft">Nothing before this conversation.</p>
      )}
      <ul className="stack g4 dense">
        {calls.slice(0, MOST).map((call) => {
          const outcome = outcomes.get(call.id);
          const talked = call.duration_seconds
            ? spanOf(call.duration_seconds * 1_000)
            : 'not reached';
          return (
            <li key={call.id}>
              <Link to="/calls/$callId" params={{ callId: call.id }}>
                Call, {shortMoment(Date.parse(call.created_at), where)}
              </Link>{' '}
              <span className="soft">
                {talked}
                {outcome ? `, ${outcomeWords(outcome).words.toLowerCase()}` : ''}
              </span>
            </li>
          );
        })}
        {texts.length > 0 && (
          <li className="soft">
            {texts.length === 1 ? 'One text' : `${texts.length} texts`} in an earlier conversation.
          </li>
        )}
      </ul>
    </section>
  );
}
