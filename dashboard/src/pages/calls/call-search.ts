/** What of one call stands in the address: the turn that it is opened at. */
export type CallSearch = { turn?: number | undefined };

export function readCallSearch({ turn }: Record<string, unknown>): CallSearch {
  return typeof turn === 'number' && Number.isInteger(turn) && turn >= 0 ? { turn } : {};
}
