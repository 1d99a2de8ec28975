/** What an endpoint receives, whatever it is written as. */
export type WebhookContent = {
  event: string;
  /** ISO 8601. */
  happened_at: string;
  /** Ids, outcome and reason, and what the endpoint's `include` adds. */
  data: Record<string, unknown>;
  /** Where the dashboard is, without a slash at its end; null: messages have no link. */
  dashboardUrl: string | null;
};

/** Writes the body of a message. */
export type WriteBody = (content: WebhookContent) => object;
