import { useColleagues } from '../../../colleagues/use-colleagues.ts';
import { BusyButton } from '../../../ui/busy-button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Kbd } from '../../../ui/keys/kbd.tsx';
import { initialsOf } from '../../../ui/person.ts';
import { headWords } from '../../../words/conversation-words.ts';
import { isAnsweredBy } from '../data/is-answered-by.ts';
import { useMayAct } from '../data/use-may-act.ts';
import type { ConversationView } from '../use-conversation.ts';
import type { ConversationActs } from './use-conversation-acts.ts';

type Props = { view: ConversationView; acts: ConversationActs; isOffline: boolean };

/** Who answers this lead, and the one button that changes it. */
export function OwnerBadge({ view, acts, isOffline }: Props) {
  const { conversation, context } = view;
  const { me } = useColleagues();
  const mayAct = useMayAct();
  const state = headWords(conversation, context);
  const isEnded = conversation.ended_at !== null;
  const isAi = conversation.owner === 'ai' && !isEnded;
  const isMine = isAnsweredBy(me.id, conversation);
  const tint = { needs: ' needs', bad: ' bad', good: '', live: '', plain: '' }[state.tone];
  return (
    <span className={`owner${tint}`}>
      {isAi && (
        <span className="who" title="the AI agent">
          AI
        </span>
      )}
      {isMine && (
        <span className="avatar s" aria-hidden="true">
          {initialsOf(me.name)}
        </span>
      )}
      {state.icon && <Icon name={state.icon} small />}
      <span className="clip">{state.words}</span>
      {mayAct && <OwnerButton {...{ view, acts, isOffline, isEnded, isMine }} />}
    </span>
  );
}

type ButtonProps = Props & { isEnded: boolean; isMine: boolean };

function OwnerButton({ view, acts, isOffline, isEnded, isMine }: ButtonProps) {
  const { owner, awaits_human, end_reason } = view.conversation;
  const offBecause = isOffline ? 'You are offline' : null;
  if (isEnded) {
    if (end_reason === 'opted_out') return null;
    return (
      <BusyButton className="btn s" busy={acts.busy} offBecause={offBecause} onClick={acts.reopen}>
        Open again
      </BusyButton>
    );
  }
  if (isMine) {
    return (
      <BusyButton
        className="btn s"
        busy={acts.busy}
        offBecause={offBecause}
        onClick={acts.handBack}
      >
        Hand back <Kbd keys="B" />
      </BusyButton>
    );
  }
  const isColleagues = owner === 'human' && !awaits_human && view.conversation.assigned_to !== null;
  const name = owner === 'paused' ? 'Look at it' : isColleagues ? 'Take over…' : 'Take over';
  return (
    <BusyButton
      className={awaits_human || owner === 'paused' ? 'btn go s' : 'btn s'}
      busy={acts.busy}
      offBecause={offBecause}
      onClick={acts.takeOver}
    >
      {name} <Kbd keys="T" />
    </BusyButton>
  );
}
