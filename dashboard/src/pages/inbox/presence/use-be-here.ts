import { useEffect, useRef } from 'react';
import { useDesk } from '../desk.ts';

const BEAT_MS = 4_000;

/** Tells colleagues that I am in a conversation, and when I write. */
export function useBeHere(conversationId: string, isTyping: boolean): void {
  const { acts } = useDesk();
  const typing = useRef(isTyping);
  typing.current = isTyping;
  useEffect(() => {
    const tell = (state: 'here' | 'typing' | 'gone') =>
      void acts.beHere(conversationId, state).catch(() => undefined);
    const beat = () => {
      if (document.visibilityState === 'visible') tell(typing.current ? 'typing' : 'here');
    };
    beat();
    const timer = setInterval(beat, BEAT_MS);
    return () => {
      clearInterval(timer);
      tell('gone');
    };
  }, [acts, conversationId]);
}
