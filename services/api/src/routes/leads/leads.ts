import { createCallLists } from '@ringback/shared/db/calls/call-lists.ts';
import { createCalls } from '@ringback/shared/db/calls/calls.ts';
import { createDecisions } from '@ringback/shared/db/decisions.ts';
import { createAppointments } from '@ringback/shared/db/leads/appointments.ts';
import { createConsents } from '@ringback/shared/db/leads/consents.ts';
import { createLeadIntake } from '@ringback/shared/db/leads/lead-intake.ts';
import { createLeadLists } from '@ringback/shared/db/leads/lead-lists.ts';
import { createLeadStory } from '@ringback/shared/db/leads/lead-story.ts';
import { createLeads } from '@ringback/shared/db/leads/leads.ts';
import { createSuppressionHistory } from '@ringback/shared/db/leads/suppression-history.ts';
import { createSuppressions } from '@ringback/shared/db/leads/suppressions.ts';
import { createCampaigns } from '@ringback/shared/db/texts/campaigns.ts';
import { createEnrollments } from '@ringback/shared/db/texts/enrollments.ts';
import { createMessages } from '@ringback/shared/db/texts/messages.ts';
import { readPhoneBy } from '../../lead-reading/read-phone.ts';
import { systemOutlook } from '../../policy/outlook-of.ts';
import { apiModule } from '../api-module.ts';
import { importFile } from '../import/import-file.ts';
import { createImportLeads } from '../import/import-leads.ts';
import { createReadRow } from '../import/read-row.ts';
import { assignLead } from './assign-lead.ts';
import { changeLead } from './change-lead.ts';
import { countLeads } from './count-leads.ts';
import { createLead } from './create-lead.ts';
import { deleteLead } from './delete-lead.ts';
import { findByCall } from './find-by-call.ts';
import { getConsent } from './get-consent.ts';
import { getLead } from './get-lead.ts';
import { getPolicy } from './get-policy.ts';
import { getTimeline } from './get-timeline.ts';
import { getWhy } from './get-why.ts';
import { listLeads } from './list-leads.ts';

export const leads = apiModule(
  [
    importFile,
    listLeads,
    countLeads,
    createLead,
    findByCall,
    getLead,
    changeLead,
    assignLead,
    deleteLead,
    getTimeline,
    getWhy,
    getConsent,
    getPolicy,
  ],
  ({ db, queue, log, now }, config) => {
    const readPhone = readPhoneBy(config);
    const suppressions = createSuppressions(db);
    return {
      leads: createLeads(db),
      leadLists: createLeadLists(db),
      calls: createCalls(db),
      callLists: createCallLists(db),
      messages: createMessages(db),
      decisions: createDecisions(db),
      appointments: createAppointments(db),
      suppressions,
      suppressionHistory: createSuppressionHistory(db),
      consents: createConsents(db),
      campaigns: createCampaigns(db),
      enrollments: createEnrollments(db),
      importLeads: createImportLeads({
        intake: createLeadIntake(db),
        suppressions,
        readRow: createReadRow({ readPhone }),
        now,
      }),
      queue,
      readPhone,
      story: createLeadStory(db),
      outlookOf: systemOutlook(db, config),
      numbers: config.numbers,
      log,
      now,
    };
  },
);
