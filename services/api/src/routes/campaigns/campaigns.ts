import { createAgents } from '@ringback/shared/db/agents.ts';
import { createLeads } from '@ringback/shared/db/leads/leads.ts';
import { createCampaigns } from '@ringback/shared/db/texts/campaigns.ts';
import { createEnrollments } from '@ringback/shared/db/texts/enrollments.ts';
import { systemOutlook } from '../../policy/outlook-of.ts';
import { createQueueText } from '../../queue/queue-text.ts';
import { apiModule } from '../api-module.ts';
import { changeCampaign } from './change-campaign.ts';
import { createCampaign } from './create-campaign.ts';
import { enrollLeads } from './enroll-leads.ts';
import { getCampaign } from './get-campaign.ts';
import { listCampaigns } from './list-campaigns.ts';
import { listEnrollments } from './list-enrollments.ts';
import { endCampaign, pauseCampaign, resumeCampaign, startCampaign } from './move-campaign.ts';
import { moveEnrollment } from './move-enrollment.ts';
import { sendStepNow } from './send-step-now.ts';
import { skipStep } from './skip-step.ts';

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
    skipStep,
    sendStepNow,
  ],
  ({ db, queue: { enqueue }, log, now }, config) => ({
    campaigns: createCampaigns(db),
    enrollments: createEnrollments(db),
    agents: createAgents(db),
    leads: createLeads(db),
    outlookOf: systemOutlook(db, config),
    queueText: createQueueText({ enqueue, log, now }),
    enqueue,
    defaultSender: config.texts.sender,
    carrier: config.carriedBy.carrier,
    contactCaps: config.contactCaps,
    log,
    now,
  }),
);
