export type RestingSenders = ReturnType<typeof createRestingSenders>;

/**
 * Senders that the carrier asked to go slower. Kept by this process alone: each of the others hears
 * it once from the carrier, which costs a refusal and nothing else.
 */
export function createRestingSenders() {
  const restsUntil = new Map<string, Date>();
  return {
    rest(sender: string, until: Date): void {
      const known = restsUntil.get(sender);
      if (!known || known < until) restsUntil.set(sender, until);
    },
    /** Null for a sender that is free. */
    until(sender: string, at: Date): Date | null {
      const until = restsUntil.get(sender);
      if (!until) return null;
      if (until > at) return until;
      restsUntil.delete(sender);
      return null;
    },
  };
}
