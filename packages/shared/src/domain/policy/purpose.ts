export const PURPOSES = ['marketing', 'informational'] as const;

/** The purpose of a campaign: one that sells needs a stronger consent than one that informs. */
export type Purpose = (typeof PURPOSES)[number];

/** The purpose that a row names. Anything but "informational", also nothing, counts as selling. */
export function purposeOf(said: unknown): Purpose {
  return said === 'informational' ? said : 'marketing';
}
