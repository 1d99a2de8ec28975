import { createLeadLists } from '@ringback/shared/db/leads/lead-lists.ts';
import { createSearchWords } from '@ringback/shared/db/search-words.ts';
import { createCampaigns } from '@ringback/shared/db/texts/campaigns.ts';
import { apiModule } from '../api-module.ts';
import { searchEverything } from './search-everything.ts';

/** One search over people, what was said, and campaigns. */
export const search = apiModule([searchEverything], ({ db }) => ({
  leadLists: createLeadLists(db),
  campaigns: createCampaigns(db),
  searchWords: createSearchWords(db),
}));
