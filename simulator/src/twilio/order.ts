import { type Refusal, type RefusalCode, refusal } from './errors.ts';

export type Hook = { url: string; method: 'GET' | 'POST' };
export type CallEvent = 'initiated' | 'ringing' | 'answered' | 'completed';

/** The customer's order of a call. */
export type CallOrder = {
  twiml: string | null;
  url: Hook | null;
  fallback: Hook | null;
  statusCallback: Hook | null;
  events: ReadonlySet<CallEvent>;
  timeoutMs: number;
  timeLimitMs: number;
  /** Dialed once the call is answered; then there is no machine detection. */
  sendDigits: string | null;
  machineDetection: 'Enable' | 'DetectMessageEnd' | null;
  machineDetectionTimeoutMs: number;
  asyncAmd: boolean;
  amdCallback: Hook | null;
  record: boolean;
  channels: 'mono' | 'dual';
  recordingCallback: Hook | null;
};

export type Form = Record<string, string | string[] | undefined>;

const E164 = /^\+[1-9]\d{6,14}$/;
const EVENTS: readonly CallEvent[] = ['initiated', 'ringing', 'answered', 'completed'];
const HOURS_MS = 3_600_000;

/** Numbers that Twilio answers in a fixed way, for every caller. */
const MAGIC_TO: Record<string, RefusalCode> = {
  '+15005550001': 21211,
  '+15005550002': 21214,
  '+15005550003': 21215,
  '+15005550004': 21216,
};

export type Reading =
  | { ok: true; to: string; from: string; order: CallOrder }
  | { ok: false; refusal: Refusal };

/** Reads the form of `POST Calls.json`, refusing in the order in which Twilio checks. */
export function readOrder(form: Form, ownNumbers: readonly string[]): Reading {
  const no = (code: RefusalCode, detail?: string): Reading => ({
    ok: false,
    refusal: refusal(code, detail),
  });
  const text = (name: string) => one(form[name]);

  const to = text('To');
  const from = text('From');
  if (to === null) return no(21201);
  if (from === null) return no(21213);
  const magic = MAGIC_TO[to];
  if (magic !== undefined) return no(magic, magicText(magic, to));
  if (!E164.test(to)) return no(21211, `Invalid 'To' Phone Number: ${to}`);
  if (!E164.test(from) || from === '+15005550001')
    return no(21212, `Invalid 'From' Phone Number: ${from}`);
  if (ownNumbers.length > 0 && !ownNumbers.includes(from)) {
    return no(
      21210,
      `The source phone number provided, ${from}, is not yet verified for your account.`,
    );
  }

  const twiml = text('Twiml');
  if (text('Url') === null && twiml === null) return no(21205, 'Url parameter is required.');
  if (twiml !== null && twiml.length > 4000)
    return no(20001, 'Twiml is longer than 4000 characters');
  for (const name of ['Url', 'FallbackUrl']) {
    const url = text(name);
    if (url !== null && !isWebUrl(url)) return no(21205, `${name} is not a valid URL: ${url}`);
  }
  for (const name of ['StatusCallback', 'AsyncAmdStatusCallback', 'RecordingStatusCallback']) {
    const url = text(name);
    if (url !== null && (!isWebUrl(url) || new URL(url).hostname.includes('_'))) {
      return no(21609, `${name} is not a valid URL: ${url}`);
    }
  }

  const timeout = text('Timeout') ?? '60';
  if (!/^\d{1,3}$/.test(timeout) || Number(timeout) < 1 || Number(timeout) > 600) return no(21208);
  const timeLimit = text('TimeLimit') ?? '14400';
  if (!/^\d{1,5}$/.test(timeLimit)) return no(20001, 'TimeLimit is not a valid number of seconds');
  const detection = text('MachineDetection');
  if (detection !== null && detection !== 'Enable' && detection !== 'DetectMessageEnd')
    return no(21234);
  const detectionTimeout = Number(text('MachineDetectionTimeout') ?? '30');
  if (!(detectionTimeout >= 3 && detectionTimeout <= 59))
    return no(20001, 'MachineDetectionTimeout is out of range');

  const events = many(form['StatusCallbackEvent']).flatMap((value) => value.split(' '));
  const wrong = events.find((event) => !isEvent(event));
  if (wrong !== undefined) return no(20001, `StatusCallbackEvent is not valid: ${wrong}`);

  const order: CallOrder = {
    twiml,
    url: hook(form, 'Url', 'Method'),
    fallback: hook(form, 'FallbackUrl', 'FallbackMethod'),
    statusCallback: hook(form, 'StatusCallback', 'StatusCallbackMethod'),
    events: new Set(events.length === 0 ? ['completed'] : events.filter(isEvent)),
    timeoutMs: Number(timeout) * 1000,
    timeLimitMs: Number(timeLimit) * 1000,
    sendDigits: text('SendDigits'),
    machineDetection: text('SendDigits') === null ? detection : null,
    machineDetectionTimeoutMs: detectionTimeout * 1000,
    asyncAmd: text('AsyncAmd') === 'true',
    amdCallback: hook(form, 'AsyncAmdStatusCallback', 'AsyncAmdStatusCallbackMethod'),
    record: text('Record') === 'true',
    channels: text('RecordingChannels') === 'dual' ? 'dual' : 'mono',
    recordingCallback: hook(form, 'RecordingStatusCallback', 'RecordingStatusCallbackMethod'),
  };
  return { ok: true, to, from, order };
}

/** The order of a call that a lead or `<Dial>` places. */
export function plainOrder(url: Hook | null, statusCallback: Hook | null): CallOrder {
  return {
    twiml: null,
    url,
    fallback: null,
    statusCallback,
    events: new Set(['completed']),
    timeoutMs: 60_000,
    timeLimitMs: 4 * HOURS_MS,
    sendDigits: null,
    machineDetection: null,
    machineDetectionTimeoutMs: 30_000,
    asyncAmd: false,
    amdCallback: null,
    record: false,
    channels: 'mono',
    recordingCallback: null,
  };
}

export function one(value: string | string[] | undefined): string | null {
  const first = Array.isArray(value) ? value[0] : value;
  return first === undefined || first === '' ? null : first;
}

/** A callback from two form fields; the method is POST unless it is set to GET. */
export function hook(form: Form, urlName: string, methodName: string): Hook | null {
  const url = one(form[urlName]);
  if (url === null) return null;
  return { url, method: one(form[methodName])?.toUpperCase() === 'GET' ? 'GET' : 'POST' };
}

export function isWebUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:');
}

export function isPhoneNumber(text: string): boolean {
  return E164.test(text);
}

export function many(value: string | string[] | undefined): string[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function isEvent(text: string): text is CallEvent {
  return EVENTS.some((event) => event === text);
}

function magicText(code: RefusalCode, to: string): string {
  if (code === 21211) return `Invalid 'To' Phone Number: ${to}`;
  if (code === 21215)
    return `Account not authorized to call ${to}. Perhaps you need to enable some international permissions.`;
  return refusal(code).body.message;
}
