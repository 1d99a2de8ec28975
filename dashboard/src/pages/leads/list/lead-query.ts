import { sinceMoment } from '../../../ui/time/since-moment.ts';
import type { LeadsSearch } from '../leads-search.ts';

type Where = { now: number; timeZone?: string | undefined };

/** What the API is asked for: the filters, and what a view adds to them. */
export function leadQuery(search: LeadsSearch, { now, timeZone }: Where) {
  const { view, zone, campaign, whose, sort, order, cursor, ...same } = search;
  const isWaiting = view === 'waiting';
  const filters = {
    ...same,
    ...(zone ? { timezone: zone } : {}),
    ...(campaign ? { campaign_id: campaign } : {}),
    ...(whose ? { assigned_to: whose } : {}),
    ...(view === 'today' ? { since: sinceMoment('today', now, timeZone) } : {}),
    ...(view === 'untouched' ? { status: 'new' as const } : {}),
    ...(isWaiting ? { next: 'held' as const } : {}),
  };
  // Who waits is found by what comes next; in another order only among the soonest.
  const sorted = sort ?? (isWaiting ? ('next_contact' as const) : undefined);
  return {
    filters,
    order: { ...(sorted ? { sort: sorted } : {}), ...(order ? { order } : {}) },
    page: cursor ? { cursor } : {},
  };
}
