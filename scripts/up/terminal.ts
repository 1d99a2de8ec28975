const colours = process.stdout.isTTY && !process.env['NO_COLOR'];
const paint = (code: number) => (text: string) => (colours ? `\x1b[${code}m${text}\x1b[0m` : text);

export const bold = paint(1);
export const dim = paint(2);
export const green = paint(32);
export const red = paint(31);

// The terminal may be closed before everything is stopped; that must not end the stopping.
process.stdout.on('error', () => undefined);

/** One line of talk. */
export function say(text = ''): void {
  process.stdout.write(`${text}\n`);
}

/** Runs a step of the start and prints one line with its seconds when it is done. */
export async function step<T>(
  name: string,
  work: () => Promise<T>,
  describe: (result: T) => string,
): Promise<T> {
  const begunAt = performance.now();
  const result = await work();
  const seconds = ((performance.now() - begunAt) / 1000).toFixed(1);
  say(`  ${green('✓')} ${name.padEnd(16)} ${describe(result)} ${dim(`${seconds} s`)}`);
  return result;
}

/** Names and values in two columns. */
export function table(rows: (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${bold(name.padEnd(width))}   ${value}`).join('\n');
}
