const FROM = Date.UTC(1970, 0, 1);
const BEFORE = Date.UTC(2100, 0, 1);

/** A date that a person can mean and that every clock and database can store: 1970 to 2099. */
export const isPlausibleMoment = (ms: number): boolean => ms >= FROM && ms < BEFORE;
