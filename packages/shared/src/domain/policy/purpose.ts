export const PURPOSES = ['marketing', 'informational'] as const;

/** What a campaign is for: one that sells needs a stronger consent than one that informs. */
export type Purpose = (typeof PURPOSES)[number];

/** What a row says of it. Anything but "informational", nothing too, is taken for selling. */
export function purposeOf(said: unknown): Purpose {
  return said === 'informational' ? said : 'marketing';
}
