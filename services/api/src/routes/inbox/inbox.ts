import { createInbox } from '@ringback/shared/db/texts/inbox.ts';
import { houseHealth } from '../../health/house-health.ts';
import { apiModule } from '../api-module.ts';
import { countInbox } from './count-inbox.ts';
import { createCountWarnings } from './count-warnings.ts';
import { listInbox } from './list-inbox.ts';

/** What a person looks through, over calls and texts. */
export const inbox = apiModule([listInbox, countInbox], (kernel, config) => ({
  inbox: createInbox(kernel.db),
  countWarnings: createCountWarnings({ readHealth: houseHealth(kernel, config), now: kernel.now }),
}));
