/** How long a hang-up by key waits for the opt-out to be recorded. */
export const REFUSAL_MS = 1_500;
/** A lead who leaves after this much silence left because of it. */
export const IN_VAIN_MS = 3_000;
/** How long a model may take to notice speech in audio that it has just been given. */
export const NOTICE_MS = 500;
/** How long noticing words from before the model listened may take; a waiting lead is not greeted twice. */
export const NOTICE_FIRST_MS = 1_000;
