/** How Twilio names things. */
export const CALL_SID = /^CA[0-9a-f]{32}$/i;
export const MESSAGE_SID = /^(SM|MM)[0-9a-f]{32}$/i;
export const RECORDING_SID = /^RE[0-9a-f]{32}$/i;
/** A pool of senders, which Twilio calls a Messaging Service. */
export const POOL_SID = /^MG[0-9a-f]{32}$/i;

/** What may send a text: a number or a pool. */
export const SENDER = /^(\+[1-9]\d{6,14}|MG[0-9a-f]{32})$/i;

export const CALL_SID_EXPECTED = 'CA and 32 hexadecimal characters';
export const SENDER_EXPECTED = 'a number such as +12025550190, or MG…';
