/** The pages of the navigation, in its order. */
export const PAGES = [
  { to: '/inbox', name: 'Inbox', icon: 'inbox', key: 'i' },
  { to: '/calls', name: 'Calls', icon: 'phone', key: 'c' },
  { to: '/leads', name: 'Leads', icon: 'people', key: 'l' },
] as const;
