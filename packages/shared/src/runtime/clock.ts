/** The time is handed to whoever needs it, so that a test, or a whole campaign, can set it. */
export type Now = () => Date;

export const systemNow: Now = () => new Date();
