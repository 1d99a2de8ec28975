/** What the server of this version offers; the places of what it does not are left out. */
export const offers = { pictures: false };
