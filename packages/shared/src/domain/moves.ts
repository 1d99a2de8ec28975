/** What may follow each status; nothing follows an ending. */
export type Moves<Status extends string> = Record<Status, readonly Status[]>;

/** The moves of both tables. */
export function joinMoves<Status extends string>(
  news: Moves<Status>,
  ours: Partial<Moves<Status>>,
): Moves<Status> {
  const joined = { ...news };
  for (const from of Object.keys(news) as Status[]) {
    joined[from] = [...news[from], ...(ours[from] ?? [])];
  }
  return joined;
}
