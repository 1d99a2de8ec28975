/** What the server of this version offers; the places of what it does not are left out. */
export const offers = {
  presence: false,
  cannedReplies: false,
  pictures: false,
};
