/** Names of colleagues who write in a conversation right now. */
export function useTypists(_conversationId: string): readonly string[] {
  return NOBODY;
}

const NOBODY: readonly string[] = [];
