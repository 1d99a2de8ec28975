import { randomBytes, randomUUID } from 'node:crypto';

/** New ids, passed in so that a run can be repeated from a seed. */
export type Ids = { uuid: () => string; token: () => string };

export const systemIds: Ids = {
  uuid: () => randomUUID(),
  token: () => randomBytes(24).toString('base64url'),
};
