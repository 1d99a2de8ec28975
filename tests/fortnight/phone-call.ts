/** A telephone that rang, and everything that really happened on the line. */
export type PhoneCall = {
  sid: string;
  to: string;
  callId: string;
  placedAt: Date;
  /** Which ring of this telephone it was, from 1. */
  nth: number;
  story: string;
  /** In the carrier's words. */
  status: string;
  answeredBy: string | null;
  endedAt: Date | null;
  /** What the lead said, letter by letter. */
  said: string[];
  /** When the lead refused any further contact. */
  refusedAt: Date | null;
  booked: boolean;
  sequence: number;
};
