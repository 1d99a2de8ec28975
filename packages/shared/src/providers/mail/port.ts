export type Letter = {
  to: { name: string; address: string };
  subject: string;
  text: string;
  /** The same for every attempt: mail programs recognize a repeat by it. */
  messageId?: string;
};

/** Sends one mail. Fails with `provider_rejected` or `provider_unavailable`. */
export type SendMail = (letter: Letter) => Promise<void>;
