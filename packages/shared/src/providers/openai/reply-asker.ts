/** The reply that the model is generating. */
type Running = { id: string; covers: number };

/**
 * Asks for replies one at a time, so that what was put in is answered and nothing is answered twice:
 * a reply covers every text put in before it began.
 */
export function createReplyAsker(send: (message: object) => void) {
  let eventNumber = 0;
  let itemsPut = 0;
  let itemsTaken = 0;
  let running: Running | null = null;
  /** What the next reply must cover, if one is wanted. */
  let wantedFor: number | null = null;
  const asked = new Map<string, number>();

  function ask(covering: number): void {
    eventNumber += 1;
    const event_id = `ask_${eventNumber}`;
    asked.set(event_id, covering);
    send({ type: 'response.create', event_id });
  }

  return {
    put(message: object): void {
      itemsPut += 1;
      send(message);
    },
    /** One of our texts has its place in the conversation. */
    taken(): void {
      itemsTaken += 1;
    },
    speak(): void {
      if (running) wantedFor = itemsPut;
      else ask(itemsPut);
    },
    began(id: string): void {
      running = { id, covers: itemsTaken };
    },
    ended(id: string, isWhole: boolean): void {
      const covers = running?.id === id ? running.covers : 0;
      running = null;
      const covering = wantedFor;
      wantedFor = null;
      // After an interruption the server answers what the lead says next, and by then knows it all.
      if (covering !== null && isWhole && covers < covering) ask(covering);
    },
    /** Another reply stood in the way of the one that was asked for by this event. */
    blocked(eventId: string): void {
      const covering = asked.get(eventId);
      if (covering === undefined) return;
      // If the reply that stood in the way has ended meanwhile there is nothing to wait for.
      if (running) wantedFor = covering;
      else ask(covering);
    },
  };
}

export type ReplyAsker = ReturnType<typeof createReplyAsker>;
