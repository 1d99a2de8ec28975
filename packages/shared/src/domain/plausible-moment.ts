const FROM = Date.UTC(1970, 0, 1);
const BEFORE = Date.UTC(2100, 0, 1);

/** What somebody can have meant, and every clock and database can write down: 1970 to 2099. */
export const isPlausibleMoment = (ms: number): boolean => ms >= FROM && ms < BEFORE;
