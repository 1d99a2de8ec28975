/** Resolves when the last of these calls is over, or after `ms` milliseconds. */
export function whenOver(calls: Iterable<{ done: Promise<void> }>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  const over = Promise.all([...calls].map(({ done }) => done)).then(() => {});
  return Promise.race([over, late]).finally(() => clearTimeout(timer));
}
