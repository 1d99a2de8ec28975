/** What the server of this version offers; the places of what it does not are left out. */
export const offers = {
  inbox: false,
  notes: false,
  presence: false,
  holdReply: false,
  skipSteps: false,
  cannedReplies: false,
  reopen: false,
  policy: false,
  entries: false,
  pictures: false,
  uploads: false,
  unread: false,
  colleagues: false,
};
