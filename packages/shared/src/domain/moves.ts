/** What may follow each status; nothing follows an ending. */
export type Moves<Status extends string> = Record<Status, readonly Status[]>;

/** The moves of both tables. */
export function joinMoves<Status extends string>(
  byEvents: Moves<Status>,
  ours: Partial<Moves<Status>>,
): Moves<Status> {
  const joined = { ...byEvents };
  for (const from of Object.keys(byEvents) as Status[]) {
    joined[from] = [...byEvents[from], ...(ours[from] ?? [])];
  }
  return joined;
}
