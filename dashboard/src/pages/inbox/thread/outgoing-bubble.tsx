import { Icon } from '../../../ui/icon.tsx';
import { focusComposer } from '../composer/focus-composer.ts';
import { useDesk } from '../desk.ts';
import type { Outgoing } from '../keep/outgoing.ts';

/** A text of mine that the server has not taken yet, or has refused. */
export function OutgoingBubble({ outgoing }: { outgoing: Outgoing }) {
  const { outbox, drafts } = useDesk();
  const { id, conversation_id, body, state, why } = outgoing;
  const isRefused = state === 'refused';
  return (
    <article className={isRefused ? 'msg us human failed' : 'msg us human'}>
      <div className="b" dir="auto">
        {body}
      </div>
      {isRefused ? (
        <>
          <div className="by danger">
            <Icon name="alert" small /> Not sent: {why}
          </div>
          <div className="by">
            <button
              className="link-btn"
              type="button"
              onClick={() => {
                outbox.remove(id);
                drafts.putBelow(conversation_id, body);
                focusComposer('text');
              }}
            >
              Edit
            </button>
            <button className="link-btn" type="button" onClick={() => void outbox.again(id)}>
              Send again
            </button>
            <button className="link-btn" type="button" onClick={() => outbox.remove(id)}>
              Discard
            </button>
          </div>
        </>
      ) : (
        <div className="by">
          You <Icon name="clock" small />{' '}
          {state === 'kept' ? 'kept here, not sent yet' : 'sending…'}
        </div>
      )}
    </article>
  );
}
