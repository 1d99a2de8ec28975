/** What the customer may send over a media socket. */
export type StreamMessage =
  | { event: 'media'; sound: Buffer }
  | { event: 'mark'; name: string }
  | { event: 'clear' };

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** Reads one text frame, or says what is wrong with it: as strict as Twilio's own reader. */
export function readStreamMessage(
  text: string,
  streamSid: string,
): StreamMessage | { wrong: string } {
  const message = parse(text);
  if (message === null) return { wrong: 'not a JSON object' };
  if (message['streamSid'] !== streamSid)
    return { wrong: 'streamSid is missing or of another stream' };
  const { event } = message;
  if (event === 'clear') return hasOnly(message, 'clear') ?? { event };
  if (event === 'mark') {
    const name = inner(message['mark'], 'name');
    if (name === null) return { wrong: 'mark.name is not a string' };
    return hasOnly(message, 'mark') ?? { event, name };
  }
  if (event !== 'media') return { wrong: 'unknown event' };
  const payload = inner(message['media'], 'payload');
  if (payload === null) return { wrong: 'media.payload is not a string' };
  if (payload.length % 4 !== 0 || !BASE64.test(payload))
    return { wrong: 'media.payload is not base64' };
  return hasOnly(message, 'media') ?? { event, sound: Buffer.from(payload, 'base64') };
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inner(value: unknown, field: string): string | null {
  if (!isObject(value) || Object.keys(value).length !== 1) return null;
  const found = value[field];
  return typeof found === 'string' ? found : null;
}

function hasOnly(message: Record<string, unknown>, field: string): { wrong: string } | null {
  const extra = Object.keys(message).find((key) => !['event', 'streamSid', field].includes(key));
  return extra === undefined ? null : { wrong: `field ${extra} does not belong here` };
}
