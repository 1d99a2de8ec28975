import { createInbox } from '@ringback/shared/db/texts/inbox.ts';
import { systemHealth } from '../../health/system-health.ts';
import { apiModule } from '../api-module.ts';
import { countInbox } from './count-inbox.ts';
import { createCountWarnings } from './count-warnings.ts';
import { listInbox } from './list-inbox.ts';

/** What a person looks through, over calls and texts. */
export const inbox = apiModule([listInbox, countInbox], (kernel, config) => ({
  inbox: createInbox(kernel.db),
  countWarnings: createCountWarnings({ readHealth: systemHealth(kernel, config), now: kernel.now }),
}));
