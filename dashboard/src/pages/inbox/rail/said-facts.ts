/** Something the lead said, as an analysis found and proved it. */
export type SaidFact = { name: string; value: string; quote: string | null };

/** Facts of an analysis are JSON of its time: what does not look like one is left out. */
export function saidFacts(facts: readonly unknown[]): SaidFact[] {
  return facts.flatMap((fact) => {
    if (typeof fact !== 'object' || fact === null) return [];
    const { name, key, field, value, quote } = fact as Record<string, unknown>;
    const called = [name, key, field].find((one) => typeof one === 'string');
    const told = typeof value === 'object' || value === undefined ? null : String(value);
    if (typeof called !== 'string' || told === null) return [];
    const words = called.replaceAll('_', ' ');
    return [
      {
        name: words.slice(0, 1).toUpperCase() + words.slice(1),
        value: told,
        quote: typeof quote === 'string' ? quote : null,
      },
    ];
  });
}
