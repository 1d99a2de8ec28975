import { createCredentials } from '@ringback/shared/db/access/credentials.ts';
import { createAcceptInvitation } from '../../access/accept-invitation.ts';
import { DEMO_PEOPLE } from '../../access/demo-people.ts';
import { signInOf } from '../../access/sign-in-of.ts';
import { apiModule } from '../api-module.ts';
import { enterDemo } from './enter-demo.ts';
import { readInvitation, useInvitation } from './invitations.ts';
import { signInOptions } from './options.ts';
import { signInRoute } from './sign-in.ts';
import { signOut } from './sign-out.ts';

/** Coming in and going out. */
export const session = apiModule(
  [signInOptions, signInRoute, enterDemo, readInvitation, useInvitation, signOut],
  (kernel, config) => {
    const { quietDb, sessions, now } = kernel;
    const credentials = createCredentials(quietDb);
    return {
      business: config.businessName,
      demoPeople: config.accounts?.demo ? DEMO_PEOPLE : null,
      signIn: signInOf(kernel, config),
      credentials,
      accept: sessions ? createAcceptInvitation({ credentials, sessions, now }) : null,
      sessions,
      publicUrl: config.publicUrl,
      now,
    };
  },
);
