/** The default of a switch that names every case: the compiler proves that nothing arrives here. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
