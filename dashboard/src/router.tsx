import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router';
import { readCallSearch } from './pages/calls/call-search.ts';
import { readCallsSearch } from './pages/calls/calls-search.ts';
import { readInboxSearch } from './pages/inbox/inbox-search.ts';
import { readLeadsSearch } from './pages/leads/leads-search.ts';
import { readStorySearch } from './pages/leads/story/story-views.ts';
import { NotFound } from './shell/not-found.tsx';
import { Shell } from './shell/shell.tsx';

const rootRoute = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const home = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/inbox' });
  },
});

const inbox = createRoute({
  getParentRoute: () => rootRoute,
  path: '/inbox',
  validateSearch: readInboxSearch,
  component: lazyRouteComponent(() => import('./pages/inbox/inbox-page.tsx'), 'InboxPage'),
});
const conversation = createRoute({
  getParentRoute: () => rootRoute,
  path: '/inbox/$conversationId',
  validateSearch: readInboxSearch,
  component: lazyRouteComponent(() => import('./pages/inbox/inbox-page.tsx'), 'InboxPage'),
});

const callsLive = createRoute({
  getParentRoute: () => rootRoute,
  path: '/calls',
  component: lazyRouteComponent(() => import('./pages/calls/live-page.tsx'), 'LivePage'),
});
const callsAll = createRoute({
  getParentRoute: () => rootRoute,
  path: '/calls/all',
  validateSearch: readCallsSearch,
  component: lazyRouteComponent(() => import('./pages/calls/calls-page.tsx'), 'CallsPage'),
});
const call = createRoute({
  getParentRoute: () => rootRoute,
  path: '/calls/$callId',
  validateSearch: readCallSearch,
  component: lazyRouteComponent(() => import('./pages/calls/call-page.tsx'), 'CallPage'),
});

const leads = createRoute({
  getParentRoute: () => rootRoute,
  path: '/leads',
  validateSearch: readLeadsSearch,
  component: lazyRouteComponent(() => import('./pages/leads/leads-page.tsx'), 'LeadsPage'),
});
const lead = createRoute({
  getParentRoute: () => rootRoute,
  path: '/leads/$leadId',
  validateSearch: readStorySearch,
  component: lazyRouteComponent(() => import('./pages/leads/lead-page.tsx'), 'LeadPage'),
});
const why = createRoute({
  getParentRoute: () => rootRoute,
  path: '/leads/$leadId/why/$decisionId',
  validateSearch: readStorySearch,
  component: lazyRouteComponent(() => import('./pages/leads/lead-page.tsx'), 'LeadPage'),
});

/** Every page by its address; a page is loaded when one points at its link. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([
    home,
    inbox,
    conversation,
    callsLive,
    callsAll,
    call,
    leads,
    lead,
    why,
  ]),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
