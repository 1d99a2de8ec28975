export const LEAD_STATUSES = ['new', 'contacted', 'unreachable', 'do_not_contact'] as const;
export type LeadStatus = (typeof LEAD_STATUSES)[number];

/**
 * Where a person may move a lead from each status. A contacted lead is never new again, and only
 * the lead's own words lift a refusal of contact.
 */
const NEXT = {
  new: ['contacted', 'unreachable', 'do_not_contact'],
  contacted: ['unreachable', 'do_not_contact'],
  unreachable: ['contacted', 'do_not_contact'],
  do_not_contact: [],
} as const satisfies Record<LeadStatus, readonly LeadStatus[]>;

/** The statuses out of which a person may move a lead to this one. */
export function movedByHandFrom(to: LeadStatus): LeadStatus[] {
  return LEAD_STATUSES.filter((from) => (NEXT[from] as readonly LeadStatus[]).includes(to));
}
