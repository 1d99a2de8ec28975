import type { Counts } from './counts.ts';

export type Page = {
  to: '/inbox' | '/calls' | '/leads';
  name: string;
  icon: string;
  /** After G. */
  key: string;
  count?: { of: keyof Counts; words: string; needsSomebody: boolean };
};

/** The pages of the navigation, in its order. */
export const PAGES: readonly Page[] = [
  {
    to: '/inbox',
    name: 'Inbox',
    icon: 'inbox',
    key: 'i',
    count: { of: 'needs', words: 'people waiting for a person', needsSomebody: true },
  },
  {
    to: '/calls',
    name: 'Calls',
    icon: 'phone',
    key: 'c',
    count: { of: 'live_calls', words: 'live calls', needsSomebody: false },
  },
  { to: '/leads', name: 'Leads', icon: 'people', key: 'l' },
];
