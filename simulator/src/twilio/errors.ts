/** What Twilio's REST API answers when it refuses. */
const REFUSALS = {
  10001: { status: 401, message: 'Account is not active' },
  20001: { status: 400, message: 'Invalid parameter' },
  20003: { status: 401, message: 'Authenticate' },
  20009: { status: 400, message: 'Cannot delete or change a resource before it is finished' },
  20404: { status: 404, message: 'The requested resource was not found' },
  20429: { status: 429, message: 'Too Many Requests' },
  20500: { status: 500, message: 'Internal Server Error' },
  21201: { status: 400, message: "No 'To' number is specified" },
  21205: { status: 400, message: 'Url is not a valid URL' },
  21208: { status: 400, message: 'Timeout is not a valid number of seconds' },
  21210: { status: 400, message: "'From' phone number not verified" },
  21211: { status: 400, message: "Invalid 'To' Phone Number" },
  21212: { status: 400, message: "Invalid 'From' Phone Number" },
  21213: { status: 400, message: "'From' phone number is required" },
  21214: { status: 400, message: "'To' phone number cannot be reached" },
  21215: { status: 400, message: 'Account not authorized to call this number' },
  21216: { status: 400, message: 'Calls to this number are blocked' },
  21220: { status: 400, message: 'Call is not in-progress. Cannot redirect.' },
  21234: { status: 400, message: 'MachineDetection is not a valid value' },
  21408: { status: 400, message: 'Permission to send an SMS has not been enabled for the region' },
  21602: { status: 400, message: 'Message body is required.' },
  21603: { status: 400, message: "A 'From' or 'MessagingServiceSid' parameter is required." },
  21604: { status: 400, message: "A 'To' phone number is required." },
  21606: { status: 400, message: "The 'From' phone number is not a valid, message-capable one" },
  21609: { status: 400, message: "Invalid 'StatusCallback' URL" },
  21610: { status: 400, message: 'Attempt to send to unsubscribed recipient' },
  21611: {
    status: 400,
    message: "This 'From' number has exceeded the maximum number of queued messages",
  },
  21612: {
    status: 400,
    message: "Message cannot be sent with the current combination of 'To' and 'From'",
  },
  21614: { status: 400, message: "'To' number is not a valid mobile number" },
  21617: { status: 400, message: 'The concatenated message body exceeds the 1600 character limit' },
  21620: { status: 400, message: 'Invalid media URL(s)' },
  21623: { status: 400, message: 'Number of media files exceeds allowed limit' },
  21624: { status: 400, message: 'Invalid validity period value' },
  21704: { status: 400, message: 'The Messaging Service contains no phone numbers' },
  21705: { status: 400, message: 'The Messaging Service Sid is invalid' },
  30409: { status: 400, message: 'This message cannot be canceled' },
  35111: { status: 400, message: 'SendAt timestamp is missing' },
  35114: { status: 400, message: 'SendAt lies outside of what can be scheduled' },
} as const;

export type RefusalCode = keyof typeof REFUSALS;

/** A refusal as Twilio's JSON, with the HTTP status it comes with. */
export function refusal(code: RefusalCode, detail?: string) {
  const { status, message } = REFUSALS[code];
  return {
    status,
    body: {
      code,
      message: detail ?? message,
      more_info: `https://www.twilio.com/docs/errors/${code}`,
      status,
    },
  };
}

export type Refusal = ReturnType<typeof refusal>;

/** What Twilio writes into its debugger when the customer's application fails. */
export const TROUBLES = {
  11200: 'HTTP retrieval failure',
  11205: 'HTTP connection failure',
  11210: 'HTTP bad host name',
  11243: 'Invalid retry policy in a webhook URL',
  11750: 'TwiML response body too large',
  12100: 'Document parse failure',
  12200: 'Schema validation warning',
  12300: 'Invalid Content-Type',
  12254: 'Message: invalid noun or attribute',
  13224: 'Dial: invalid phone number',
  14103: 'Message: the reply has no content',
  15003: 'Call progress: warning response to callback URL',
  31901: 'Stream: connection timeout',
  31902: 'Stream: connection refused',
  31920: 'Stream: WebSocket handshake error',
  31921: 'Stream: WebSocket closed by the server with an error',
  31922: 'Stream: URL scheme is not a WebSocket one',
  31923: 'Stream: malformed URL',
  31924: 'Stream: WebSocket protocol error',
  31930: 'Stream: caller audio dropped, the server reads too slowly',
  31931: 'Stream: outbound audio dropped, too much is buffered',
  31941: 'Stream: invalid track',
  31950: 'Stream: binary message received',
  31951: 'Stream: message does not follow the protocol',
} as const;

export type Trouble = keyof typeof TROUBLES;
