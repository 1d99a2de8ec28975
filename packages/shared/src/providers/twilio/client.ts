import twilio from 'twilio';

export type TwilioAccount = {
  accountSid: string;
  authToken: string;
  /** Twilio itself, or a server that speaks its protocol. */
  baseUrl: string;
  timeoutMs?: number;
};

const TIMEOUT_MS = 5_000;

const VENDOR = /^https:\/\/(api|messaging)\.twilio\.com/;

/** Twilio's API has two hosts, one of them for pools; a replacement has one. */
function standIn(baseUrl: string, host: string): string {
  return /^https:\/\/api\.([a-z0-9.]+\.)?twilio\.com$/.test(baseUrl)
    ? baseUrl.replace('https://api', `https://${host}`)
    : baseUrl;
}

/** The SDK has no base URL setting, so its HTTP client is replaced. It never retries. */
function redirectedTo(baseUrl: string, timeoutMs: number): twilio.RequestClient {
  const client = new twilio.RequestClient({ timeout: timeoutMs, autoRetry: false });
  const request = client.request.bind(client);
  client.request = (options) =>
    request({
      ...options,
      uri: options.uri.replace(VENDOR, (_, host: string) => standIn(baseUrl, host)),
    });
  return client;
}

export function createTwilioClient(account: TwilioAccount) {
  const { accountSid, authToken, baseUrl, timeoutMs = TIMEOUT_MS } = account;
  return twilio(accountSid, authToken, {
    httpClient: redirectedTo(baseUrl.replace(/\/+$/, ''), timeoutMs),
  });
}
