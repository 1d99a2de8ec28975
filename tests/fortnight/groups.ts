/** All of them by name; what has none is left out. */
export function groups<T, Name>(all: readonly T[], of: (one: T) => Name): Map<Name, T[]> {
  const found = new Map<Name, T[]>();
  for (const one of all) {
    const name = of(one);
    if (name === null) continue;
    const group = found.get(name);
    if (group) group.push(one);
    else found.set(name, [one]);
  }
  return found;
}
