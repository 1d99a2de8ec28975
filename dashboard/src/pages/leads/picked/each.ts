const AT_ONCE = 4;

/** What was done to some of many, and what was left alone, each with why. */
export type Done<Result> = { done: Result[]; left: string[] };

/** Does the same to each of many leads, a few at once; a fault of one leaves the others. */
export async function each<Result>(
  ids: readonly number[],
  work: (id: number) => Promise<Result>,
): Promise<Done<Result>> {
  const waiting = [...ids];
  const done: Result[] = [];
  const left: string[] = [];
  async function next(): Promise<void> {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      try {
        done.push(await work(id));
      } catch (error) {
        left.push(error instanceof Error ? error.message : String(error));
      }
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return { done, left };
}

/** "3 were left alone: The number is on the list."; nothing where all were done. */
export function leftWords(left: readonly string[]): string {
  if (left.length === 0) return '';
  const whys = [...new Set(left)];
  return ` ${left.length === 1 ? '1 was' : `${left.length} were`} left alone: ${whys.join(' ')}`;
}

export const leadsWords = (count: number) => (count === 1 ? '1 lead' : `${count} leads`);
