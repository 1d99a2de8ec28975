import { createCredentials } from '@ringback/shared/db/access/credentials.ts';
import { createUsers } from '@ringback/shared/db/access/users.ts';
import { readPhoneBy } from '../../lead-reading/read-phone.ts';
import { apiModule } from '../api-module.ts';
import { changeMe } from './change-me.ts';
import { changePassword } from './change-password.ts';
import { getMe } from './get-me.ts';

/** One's own account. */
export const me = apiModule([getMe, changeMe, changePassword], ({ db, now }, config) => ({
  about: { business: config.businessName, demo: config.accounts?.demo ?? false },
  users: createUsers(db),
  credentials: createCredentials(db),
  hasOwnPasswords: !config.accounts?.supabaseKey,
  readPhone: readPhoneBy(config),
  now,
}));
