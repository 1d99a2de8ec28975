import twilio from 'twilio';

export type TwilioAccount = {
  accountSid: string;
  authToken: string;
  /** Twilio itself, or whatever speaks its protocol. */
  baseUrl: string;
  timeoutMs?: number;
};

const TIMEOUT_MS = 5_000;

/** The SDK has no base URL setting, so the one seam is its HTTP client. It never tries again. */
function redirectedTo(baseUrl: string, timeoutMs: number): twilio.RequestClient {
  const client = new twilio.RequestClient({ timeout: timeoutMs, autoRetry: false });
  const request = client.request.bind(client);
  client.request = (options) =>
    request({ ...options, uri: options.uri.replace('https://api.twilio.com', baseUrl) });
  return client;
}

export function createTwilioClient(account: TwilioAccount) {
  const { accountSid, authToken, baseUrl, timeoutMs = TIMEOUT_MS } = account;
  return twilio(accountSid, authToken, {
    httpClient: redirectedTo(baseUrl.replace(/\/+$/, ''), timeoutMs),
  });
}
