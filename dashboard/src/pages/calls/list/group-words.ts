import type { CallGroup } from '../calls-search.ts';

export const GROUP_WORDS: Record<CallGroup, string> = {
  reached: 'reached',
  booked: 'booked',
  missed: 'missed',
  waiting: 'waiting',
};
