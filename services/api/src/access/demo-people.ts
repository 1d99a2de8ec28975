import type { NewUser } from '@ringback/shared/db/access/users.ts';

/** Whom the demo lets in with one click: one for each role. */
export const DEMO_PEOPLE: readonly NewUser[] = [
  { email: 'dana@ringback.example', name: 'Dana Whitfield', role: 'admin' },
  { email: 'marcus@ringback.example', name: 'Marcus', role: 'agent' },
  { email: 'vera@ringback.example', name: 'Vera', role: 'viewer' },
];
