import { createUsers } from '@ringback/shared/db/access/users.ts';
import { createMailLink } from '../../mail/mail-link.ts';
import { apiModule } from '../api-module.ts';
import { changeUser } from './change-user.ts';
import { inviteUser } from './invite-user.ts';
import { listUsers } from './list-users.ts';
import { makeResetLink } from './make-reset-link.ts';

/** The people who may come in. */
export const users = apiModule(
  [listUsers, inviteUser, changeUser, makeResetLink],
  ({ db, ids, log, now }, config) => ({
    users: createUsers(db),
    newToken: () => ids.token() + ids.token(),
    publicUrl: config.publicUrl,
    hasOwnPasswords: !config.accounts?.supabaseKey,
    mailLink: createMailLink({ mail: config.mail, businessName: config.businessName, log }),
    now,
  }),
);
