// biome-ignore lint/suspicious/noExplicitAny: messages of the wire, of every shape there is
type Message = any;

/** Messages in the order in which they came; a test can wait for one without a fixed delay. */
export function receive() {
  const all: Message[] = [];
  const waiting: { fits: (message: Message) => boolean; found: (message: Message) => void }[] = [];
  return {
    all,
    add(message: Message) {
      all.push(message);
      for (const waiter of waiting.filter(({ fits }) => fits(message))) {
        waiting.splice(waiting.indexOf(waiter), 1);
        waiter.found(message);
      }
    },
    /** The first message that matches, received or still to come. */
    one(fits: (message: Message) => boolean): Promise<Message> {
      const there = all.find(fits);
      if (there !== undefined) return Promise.resolve(there);
      return new Promise((found) => waiting.push({ fits, found }));
    },
  };
}
export type Received = ReturnType<typeof receive>;
