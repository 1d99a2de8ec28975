import { useKeys } from '../../../ui/keys/use-keys.ts';
import { isAnsweredBy } from '../data/is-answered-by.ts';
import { useMayAct } from '../data/use-may-act.ts';
import type { ConversationActs } from '../head/use-conversation-acts.ts';
import type { ConversationView } from '../use-conversation.ts';

type Given = {
  view: ConversationView;
  acts: ConversationActs;
  isOffline: boolean;
  mayCall: boolean;
  onAssign: () => void;
  onUnread: () => void;
  onRail: () => void;
  onEscape: () => void;
  /** To the latest decision about this lead; null: none is known. */
  onWhy: (() => void) | null;
};

/** The keys of an open conversation; each is there only while it can do something. */
export function useThreadKeys(given: Given): void {
  const { view, acts, isOffline, mayCall, onAssign, onUnread, onRail, onEscape, onWhy } = given;
  const { conversation, context } = view;
  const mayAct = useMayAct();
  const isEnded = conversation.ended_at !== null;
  const isMine = isAnsweredBy(context.me, conversation);
  const key = (when: boolean, keys: string, name: string, run: () => void, group = 'inbox') =>
    when ? [{ keys, name, group, run }] : [];
  useKeys([
    ...key(mayAct && !isMine && !isEnded && !isOffline, 't', 'Take over', acts.takeOver),
    ...key(mayAct && isMine && !isOffline, 'b', 'Hand back', acts.handBack),
    ...key(mayAct && !isEnded && !isOffline, 'e', 'Close', () => acts.close()),
    ...key(mayAct, 'a', 'Assign', onAssign),
    ...key(mayAct, 'u', 'Unread', onUnread),
    ...key(mayAct && mayCall && !isOffline, 'c', 'Call this lead', acts.call, 'everywhere'),
    ...key(true, 'i', 'About this lead', onRail, 'everywhere'),
    ...key(onWhy !== null, 'w', 'Why: the latest decision', () => onWhy?.(), 'everywhere'),
    ...key(true, 'esc', 'Close', onEscape, 'everywhere'),
  ]);
}
