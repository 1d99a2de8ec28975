import { useCallback, useEffect, useId, useRef, useState, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import { useColleagues } from '../../../colleagues/use-colleagues.ts';
import { BusyButton } from '../../../ui/busy-button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Kbd } from '../../../ui/keys/kbd.tsx';
import { useKeys } from '../../../ui/keys/use-keys.ts';
import { newId } from '../../../ui/new-id.ts';
import { firstNameOf, readablePhone } from '../../../ui/person.ts';
import { isAnsweredBy } from '../data/is-answered-by.ts';
import { useAddNote } from '../data/use-notes.ts';
import { useDesk, useDraft } from '../desk.ts';
import type { DraftMode } from '../keep/drafts.ts';
import { AttachButton } from '../pictures/attach-button.tsx';
import { PictureTray } from '../pictures/picture-tray.tsx';
import { usePictures } from '../pictures/use-pictures.ts';
import { useBeHere } from '../presence/use-be-here.ts';
import type { ConversationView } from '../use-conversation.ts';
import { CannedReplies } from './canned-replies.tsx';
import { counterWords } from './counter.ts';
import { whenAskedToCompose } from './focus-composer.ts';

type Props = {
  view: ConversationView;
  /** The number may not be texted. */
  isClosed: boolean;
  isOffline: boolean;
  lastSeq: number;
};

const MAC = /mac/i.test(navigator.userAgent);

/** Where one writes to the lead, or to the team. */
export function Composer({ view, isClosed, isOffline, lastSeq }: Props) {
  const { conversation, lead, context } = view;
  const { id, owner, lead_id: leadId } = conversation;
  const { outbox, backs } = useDesk();
  const { nameOf } = useColleagues();
  const isAi = owner === 'ai' && conversation.ended_at === null;
  const isLocked = isAi;
  const [chosen, setChosen] = useState<DraftMode | null>(null);
  const usual: DraftMode = isLocked || isClosed ? 'note' : 'text';
  const mode = chosen === 'text' && isClosed ? usual : (chosen ?? usual);
  const draft = useDraft(id, mode);
  const note = useAddNote(id);
  const back = useSyncExternalStore(backs.subscribe, () => backs.get(id));
  const [isCanned, setCanned] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const name = lead?.name ? firstNameOf(lead) : readablePhone(conversation.lead_phone);
  useBeHere(id, mode === 'text' && draft.words !== '');

  const focus = useCallback((next: DraftMode) => {
    // At once: a letter that is typed right after the key belongs to the words, and is no key itself.
    flushSync(() => setChosen(next));
    field.current?.focus();
  }, []);
  useEffect(() => whenAskedToCompose(focus), [focus]);
  // Whoever takes over writes to the lead; handed back, one writes to the team again.
  const wasLocked = useRef(isLocked);
  useEffect(() => {
    if (wasLocked.current !== isLocked) setChosen(null);
    wasLocked.current = isLocked;
  }, [isLocked]);

  const isText = mode === 'text';
  const isOff = isText && isLocked && chosen !== 'text';
  const pictures = usePictures(id, isText && !isLocked && !isClosed);
  const faultId = useId();
  const hasPictures = isText && pictures.list.length > 0;
  const canSend =
    (draft.words.trim() !== '' || hasPictures) &&
    !(isText && (isLocked || pictures.whyNotYet !== null));

  function send(): void {
    const words = draft.words.trim();
    if (!canSend) return;
    if (!isText) {
      note.mutate(words, { onSuccess: () => draft.set('') });
      return;
    }
    draft.set('');
    backs.set(id, null);
    void outbox.add({
      id: newId(),
      conversation_id: id,
      body: words,
      media: pictures.take(),
      written_at: new Date().toISOString(),
      after_seq: lastSeq,
    });
  }

  useKeys([
    { keys: 'r', name: 'Write to the lead', group: 'inbox', run: () => focus('text') },
    { keys: 'n', name: 'Note to the team', group: 'inbox', run: () => focus('note') },
    { keys: 'mod+enter', name: 'Send', group: 'inbox', inFields: true, run: send },
    ...(!isClosed
      ? [{ keys: '#', name: 'Canned reply', group: 'inbox', run: () => openCanned() }]
      : []),
  ]);
  function openCanned(): void {
    focus('text');
    setCanned(true);
  }

  const hint = hintOf();
  function hintOf(): string | null {
    if (!isText) return note.error ? `Not kept: ${note.error.message}` : null;
    const counter = counterWords(draft.words);
    const parts = [counter, draft.isKept ? 'kept as draft' : null].filter(Boolean);
    if (parts.length > 0) return parts.join(' · ');
    return isAnsweredBy(context.me, conversation)
      ? null
      : conversation.ended_at !== null
        ? 'Sending opens the conversation again, as yours'
        : 'Sending takes the conversation over';
  }

  const label = isText ? `Text to ${name}` : 'Note to the team';
  return (
    <form
      className="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {isClosed && (
        <div className="notice">
          <Icon name="lock" />
          <div>
            Nobody can text {name}. What they said and when is kept for as long as the law asks,
            also if the lead is deleted.
          </div>
        </div>
      )}
      {back && isText && (
        <p className="meta attention" role="status">
          Not sent: {back.who === 'lead' ? name : back.id ? nameOf(back.id) : 'a colleague'} wrote
          while you were offline. Your words are below.
        </p>
      )}
      <fieldset className="tabs" aria-label="What you write">
        {!isClosed && (
          <button type="button" aria-pressed={isText} onClick={() => focus('text')}>
            {isLocked && <Icon name="lock" small />}
            Text to {name}
          </button>
        )}
        <button type="button" aria-pressed={!isText} onClick={() => focus('note')}>
          Note to the team
        </button>
      </fieldset>
      {!(isClosed && isText) && (
        <div
          className={isOff ? 'box locked' : pictures.isOver && isText ? 'box over' : 'box'}
          {...(isText ? pictures.handlers : {})}
        >
          {isCanned && (
            <CannedReplies
              conversationId={id}
              leadId={leadId}
              onClose={() => {
                setCanned(false);
                field.current?.focus();
              }}
            />
          )}
          {isText && (
            <PictureTray
              pictures={pictures}
              faultId={faultId}
              onEmpty={() => field.current?.focus()}
            />
          )}
          <textarea
            ref={field}
            aria-describedby={isText ? faultId : undefined}
            rows={2}
            aria-label={label}
            dir="auto"
            placeholder={placeholderOf()}
            value={draft.words}
            maxLength={isText ? 1_600 : 4_000}
            onChange={({ target }) => draft.set(target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') field.current?.blur();
              if (event.key === '#' && draft.words === '' && isText) {
                event.preventDefault();
                setCanned(true);
              }
            }}
          />
          <div className="tools">
            {isText && (
              <button className="btn bare s" type="button" onClick={openCanned}>
                <Icon name="bolt" small />
                Canned reply
              </button>
            )}
            {isText && <AttachButton pictures={pictures} isLocked={isLocked} />}
            <span className="meta n composer-hint">{hint}</span>
            <span className="push" />
            <BusyButton
              className={isText ? 'btn go s' : 'btn s'}
              busy={note.isPending ? 'Keeping…' : null}
              offBecause={offBecause()}
              aria-keyshortcuts="Control+Enter"
              onClick={send}
            >
              {isText ? 'Send' : 'Keep note'} {isText && <Kbd keys={MAC ? '⌘↵' : 'Ctrl ↵'} />}
            </BusyButton>
          </div>
        </div>
      )}
    </form>
  );

  function offBecause(): string | null {
    if (canSend && (isText || !isOffline)) return null;
    if (isText && isLocked) return 'The AI answers: take over first';
    if (!isText && isOffline) return 'You are offline';
    if (isText && pictures.whyNotYet) return pictures.whyNotYet;
    return 'There is nothing to send yet';
  }

  function placeholderOf(): string {
    if (!isText) {
      const first = isLocked && !isClosed ? ` To write to ${name}, take over first.` : '';
      return `Only your team sees this.${first}`;
    }
    return isLocked ? `To write to ${name}, take over first.` : `Write to ${name}`;
  }
}
