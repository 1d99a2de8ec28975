/** What is under way at this moment: time stands still until it is over. */
export function createWork(broken: string[]) {
  const underWay = new Set<Promise<unknown>>();

  return {
    /** Whatever fails here is nobody's simulated trouble. */
    add(name: string, work: Promise<unknown>): void {
      const kept: Promise<unknown> = work
        .catch((thrown: unknown) => {
          broken.push(`${name}: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
        })
        .finally(() => underWay.delete(kept));
      underWay.add(kept);
    },
    /** Resolves when nothing is under way. True if there was something. */
    async idle(): Promise<boolean> {
      const wasBusy = underWay.size > 0;
      while (underWay.size > 0) await Promise.all(underWay);
      return wasBusy;
    },
  };
}

export type Work = ReturnType<typeof createWork>;
