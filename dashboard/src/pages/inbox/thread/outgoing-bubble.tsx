import { Icon } from '../../../ui/icon.tsx';
import { focusComposer } from '../composer/focus-composer.ts';
import { useDesk } from '../desk.ts';
import type { Outgoing } from '../keep/outgoing.ts';

/** A text of mine that the server has not taken yet, or has refused. */
export function OutgoingBubble({ outgoing }: { outgoing: Outgoing }) {
  const { outbox, drafts, attachments } = useDesk();
  const { id, conversation_id, body, media, state, why } = outgoing;
  const isRefused = state === 'refused';
  return (
    <article className={isRefused ? 'msg us human failed' : 'msg us human'}>
      {media.length > 0 && (
        <div className="pictures">
          {media.map((one, index) => {
            const preview = attachments.previewOf(one);
            const name = `Picture ${index + 1} of this text`;
            return (
              <div className={preview ? 'picture' : 'picture stand-in'} key={one}>
                {preview ? (
                  <img src={preview} alt={name} width={220} height={165} />
                ) : (
                  <Icon name="picture" />
                )}
              </div>
            );
          })}
        </div>
      )}
      {body !== '' && (
        <div className="b" dir="auto">
          {body}
        </div>
      )}
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
                if (body !== '') drafts.putBelow(conversation_id, body);
                attachments.putBack(conversation_id, media);
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
