import type { Db } from '@ringback/shared/db/client.ts';
import { historyOf } from '@ringback/shared/db/contact-history.ts';
import { type Consents, createConsents } from '@ringback/shared/db/leads/consents.ts';
import { createLeadStanding, type LeadStanding } from '@ringback/shared/db/leads/lead-standing.ts';
import type { LeadRow } from '@ringback/shared/db/rows.ts';
import { createSwitches, type Switches } from '@ringback/shared/db/switches.ts';
import type { Channel } from '@ringback/shared/domain/policy/contact-input.ts';
import { contactOutlook } from '@ringback/shared/domain/policy/contact-outlook.ts';
import type { Purpose } from '@ringback/shared/domain/policy/purpose.ts';
import type { Config } from '../config.ts';

type Settings = Pick<Config, 'numbers' | 'hours' | 'contactCaps'>;

type Deps = Settings & {
  consents: Pick<Consents, 'ofPhone'>;
  leadStanding: LeadStanding;
  switches: Pick<Switches, 'list'>;
};

export type OutlookOf = ReturnType<typeof createOutlookOf>;

/** Whether a campaign might text or call a lead, and the consents that there are. */
export function createOutlookOf(deps: Deps) {
  const { consents, leadStanding, switches, numbers, hours, contactCaps } = deps;

  return async function outlookOf(lead: LeadRow, at: Date, purpose?: Purpose) {
    const [agreed, standing, states] = await Promise.all([
      consents.ofPhone(lead.phone),
      leadStanding(lead.phone, at),
      switches.list(),
    ]);
    const off = new Set(states.filter(({ is_on }) => is_on).map(({ name }) => name));
    const isOff = (channel: Channel) =>
      off.has('stop_all') || off.has(channel === 'call' ? 'stop_calls' : 'stop_texts');
    const outlook = contactOutlook({
      ...historyOf({ ...standing, consents: agreed }),
      ...(purpose ? { purpose } : {}),
      lead,
      phone: lead.phone,
      numbers,
      at,
      caps: contactCaps,
      // Money is judged where it is taken.
      budget: { spentUsd: 0, capUsd: null, resetsAt: null },
      operator: hours,
      isOff,
    });
    return { ...outlook, agreed };
  };
}

/** The same, with the settings of the system. */
export const systemOutlook = (db: Db, { numbers, hours, contactCaps }: Settings): OutlookOf =>
  createOutlookOf({
    ...{ numbers, hours, contactCaps },
    consents: createConsents(db),
    leadStanding: createLeadStanding(db),
    switches: createSwitches(db),
  });
