import { callsOf } from './calls-of.ts';
import type { FunctionSource } from './read-sources.ts';

/**
 * The functions floor by floor, and in a floor each after those that it calls. Throws with the way
 * where functions call each other in a circle, and with both names where one calls a higher floor.
 */
export function orderFunctions(functions: readonly FunctionSource[]): FunctionSource[] {
  const byName = Map.groupBy(functions, ({ name }) => name);
  const known = new Set(byName.keys());
  const ordered = new Set<FunctionSource>();

  function place(one: FunctionSource, way: readonly FunctionSource[]): void {
    if (ordered.has(one)) return;
    if (way.includes(one)) {
      const circle = [...way.slice(way.indexOf(one)), one].map(({ file }) => file);
      throw new Error(`Functions call each other in a circle: ${circle.join(' -> ')}`);
    }
    for (const name of callsOf(one.name, one.sql, known)) {
      for (const called of byName.get(name) ?? []) {
        if (called.floor > one.floor) {
          throw new Error(`${one.file} calls ${called.file}, which is on a higher floor.`);
        }
        place(called, [...way, one]);
      }
    }
    ordered.add(one);
  }

  for (const one of [...functions].sort(byFloor)) place(one, []);
  return [...ordered].sort((a, b) => a.floor.localeCompare(b.floor, 'en'));
}

const byFloor = (a: FunctionSource, b: FunctionSource) =>
  a.floor.localeCompare(b.floor, 'en') || a.file.localeCompare(b.file, 'en');
