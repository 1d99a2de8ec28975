import type { Moves } from '../moves.ts';

export const CAMPAIGN_STATUSES = ['draft', 'running', 'paused', 'ended'] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

/** Where a campaign may go. An ended campaign never restarts. */
export const CAMPAIGN_MOVES: Moves<CampaignStatus> = {
  draft: ['running', 'paused', 'ended'],
  running: ['paused', 'ended'],
  paused: ['running', 'ended'],
  ended: [],
};
