import { createAgents } from '@ringback/shared/db/agents.ts';
import { createCampaigns } from '@ringback/shared/db/texts/campaigns.ts';
import { createEnrollments } from '@ringback/shared/db/texts/enrollments.ts';
import { apiModule } from '../api-module.ts';
import { changeCampaign } from './change-campaign.ts';
import { createCampaign } from './create-campaign.ts';
import { enrollLeads } from './enroll-leads.ts';
import { getCampaign } from './get-campaign.ts';
import { listCampaigns } from './list-campaigns.ts';
import { listEnrollments } from './list-enrollments.ts';
import { endCampaign, pauseCampaign, resumeCampaign, startCampaign } from './move-campaign.ts';
import { moveEnrollment } from './move-enrollment.ts';

export const campaigns = apiModule(
  [
    listCampaigns,
    createCampaign,
    getCampaign,
    changeCampaign,
    startCampaign,
    pauseCampaign,
    resumeCampaign,
    endCampaign,
    enrollLeads,
    listEnrollments,
    moveEnrollment,
  ],
  ({ db, log, now }, { texts, contactCaps, carriedBy }) => ({
    campaigns: createCampaigns(db),
    enrollments: createEnrollments(db),
    agents: createAgents(db),
    defaultSender: texts.sender,
    carrier: carriedBy.carrier,
    contactCaps,
    log,
    now,
  }),
);
