/** One message to an endpoint of the operator. */
export type WebhookMessage = {
  /** The same for every attempt: a receiver recognizes repeats by it. */
  id: string;
  url: string;
  /** `whsec_` and the key in base64. */
  secret: string;
  at: Date;
  body: string;
};

export type WebhookAnswer =
  | { kind: 'answered'; status: number; askedMs: number | null }
  /** Nothing was sent: the address is not allowed. */
  | { kind: 'refused'; reason: string }
  | { kind: 'no_answer'; reason: string };

/** One attempt, signed as the Standard Webhooks say. Never throws for a failure of the receiver. */
export type SendWebhook = (
  message: WebhookMessage,
  options: { signal: AbortSignal },
) => Promise<WebhookAnswer>;

/** What is wrong with an endpoint's address, looked up now; null: nothing. */
export type CheckTarget = (url: string) => Promise<string | null>;
