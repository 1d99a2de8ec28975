/** One message to an endpoint of the operator's. */
export type WebhookMessage = {
  /** The same for every attempt: by it a receiver knows what it has had already. */
  id: string;
  url: string;
  /** `whsec_` and the key in base64. */
  secret: string;
  at: Date;
  body: string;
};

export type WebhookAnswer =
  | { kind: 'answered'; status: number; askedMs: number | null }
  /** Nothing was sent: the address leads where we do not go. */
  | { kind: 'refused'; reason: string }
  | { kind: 'no_answer'; reason: string };

/** One attempt, signed as the Standard Webhooks say. Never throws for what the far side does. */
export type SendWebhook = (
  message: WebhookMessage,
  options: { signal: AbortSignal },
) => Promise<WebhookAnswer>;

/** What is wrong with an endpoint's address, looked up now; null: nothing. */
export type CheckTarget = (url: string) => Promise<string | null>;
