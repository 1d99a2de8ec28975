import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Spec } from '../http/route.ts';
import { liveEndpoints } from '../live/routes.ts';
import { activity } from './activity.ts';
import { agents } from './agents.ts';
import { analyses } from './analyses/analyses.ts';
import type { ApiModule } from './api-module.ts';
import { appointments } from './appointments.ts';
import { callSignals } from './call-signals.ts';
import { calls } from './calls/calls.ts';
import { campaigns } from './campaigns/campaigns.ts';
import { conversations } from './conversations/conversations.ts';
import { deadLetters } from './dead-letters.ts';
import { exports } from './exports/exports.ts';
import { inbox } from './inbox/inbox.ts';
import { keys } from './keys.ts';
import { leadSources } from './lead-sources.ts';
import { leads } from './leads/leads.ts';
import { me } from './me/me.ts';
import { notes } from './notes/notes.ts';
import { notifications } from './notifications/notifications.ts';
import { pictures } from './pictures/pictures.ts';
import { presence } from './presence.ts';
import { queue } from './queue/queue.ts';
import { replies } from './replies/replies.ts';
import { search } from './search/search.ts';
import { senders } from './senders.ts';
import { session } from './session/session.ts';
import { suppressions } from './suppressions.ts';
import { switches } from './switches.ts';
import { users } from './users/users.ts';
import { webhookEndpoints } from './webhook-endpoints.ts';

/** Every noun, in the order in which the documentation lists them. */
export const MODULES: ApiModule[] = [
  queue,
  deadLetters,
  calls,
  leads,
  analyses,
  appointments,
  leadSources,
  campaigns,
  senders,
  inbox,
  search,
  exports,
  conversations,
  pictures,
  notes,
  presence,
  callSignals,
  replies,
  agents,
  suppressions,
  switches,
  webhookEndpoints,
  notifications,
  keys,
  session,
  me,
  users,
  activity,
];

/** What is documented: every route, and the live log. */
export const allSpecs = (now: Now): Spec[] => [
  ...MODULES.flatMap(({ specs }) => specs(now)),
  ...liveEndpoints.map(({ describe }) => describe(now)),
];
