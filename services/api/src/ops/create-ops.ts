import { createCredentials } from '@ringback/shared/db/access/credentials.ts';
import { CATALOG } from '@ringback/shared/jobs/catalog.ts';
import { Router } from 'express';
import { createAcceptInvitation } from '../access/accept-invitation.ts';
import { signInOf } from '../access/sign-in-of.ts';
import type { Config } from '../config.ts';
import type { Kernel } from '../kernel.ts';
import { opsRoutes } from './routes.ts';
import { signInRoutes } from './sign-in-routes.ts';

/** The pages for a browser: signing in, and the queues. Null where nobody can sign in. */
export function createOps(kernel: Kernel, config: Config): Router | null {
  const { quietDb, sessions, queue, now } = kernel;
  const signIn = signInOf(kernel, config);
  if (!sessions || !signIn) return null;
  const { publicUrl, businessName: business } = config;
  const credentials = createCredentials(quietDb);
  const accept = createAcceptInvitation({ credentials, sessions, now });
  const router = Router();
  router.use(
    signInRoutes({
      ...{ business, publicUrl, sessions, credentials, signIn, accept, now },
      firstPage: '/',
    }),
  );
  const { queueOf, history } = queue;
  router.use(opsRoutes({ sessions, publicUrl, queueOf, history, jobs: CATALOG }));
  return router;
}
