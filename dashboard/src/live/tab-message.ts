/** What tabs of one browser send to each other. */
export type TabMessage = { kind: string; body: unknown };
