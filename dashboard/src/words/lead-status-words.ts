import type { LeadStatus } from '@ringback/shared/domain/lead-status.ts';
import { quoted, type StateWords, said } from './state-words.ts';

export const LEAD_STATUS_WORDS: Record<LeadStatus, StateWords> = {
  new: said('New'),
  contacted: said('In touch'),
  unreachable: said('Cannot be reached'),
  do_not_contact: said('Do not contact', 'bad', 'ban'),
};

export const leadStatusWords = (status: string): StateWords =>
  LEAD_STATUS_WORDS[status as LeadStatus] ?? said(quoted(status));
