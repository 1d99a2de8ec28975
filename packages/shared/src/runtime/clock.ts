/** Callers pass in the time, so that a test, or a whole campaign, can set it. */
export type Now = () => Date;

export const systemNow: Now = () => new Date();
