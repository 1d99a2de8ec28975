import twilio from 'twilio';
import { spokenLines } from '../calls/spoken-lines.ts';

type VoiceResponse = InstanceType<typeof twilio.twiml.VoiceResponse>;

/** About four rings: a lead should not wait longer for a person. */
const TRANSFER_RING_SECONDS = 20;

/** Answers to the carrier's request for what to do with a call, as TwiML. */

/**
 * Connects the call to the media gateway. When the stream ends while the call lives (the gateway
 * died, or wants a human to take over), the carrier asks `afterUrl` again.
 */
export function streamTwiml(options: {
  streamUrl: string;
  parameters: Record<string, string>;
  afterUrl: string;
  /**
   * The last stream could not be opened: without a pause, an unavailable gateway would cause a
   * loop. The caller does not wait in silence: the carrier asks for a moment, in the caller's
   * language.
   */
  wait?: Wait;
  /** Where the carrier reports the recording that begins here. */
  recordingUrl?: string;
}): string {
  const response = new twilio.twiml.VoiceResponse();
  if (options.recordingUrl) {
    response.start().recording({ channels: 'dual', recordingStatusCallback: options.recordingUrl });
  }
  if (options.wait) askForAMoment(response, options.wait);
  const stream = response.connect().stream({ url: options.streamUrl });
  for (const [name, value] of Object.entries(options.parameters)) stream.parameter({ name, value });
  response.redirect({ method: 'POST' }, options.afterUrl);
  return response.toString();
}

type Wait = { seconds: number; language: string | null | undefined };

function askForAMoment(response: VoiceResponse, { seconds, language }: Wait): void {
  const { voice, moment } = spokenLines(language);
  response.say({ language: voice }, moment);
  response.pause({ length: seconds });
}

/** Keeps a caller on the line for a moment, then asks `againUrl` what to do. */
export function waitTwiml(againUrl: string, language: string | null = null): string {
  const response = new twilio.twiml.VoiceResponse();
  askForAMoment(response, { seconds: 1, language });
  response.redirect({ method: 'POST' }, againUrl);
  return response.toString();
}

export function hangupTwiml(): string {
  const response = new twilio.twiml.VoiceResponse();
  response.hangup();
  return response.toString();
}

/** Transfers the call to a person; `afterUrl` gets the result, and answers with what comes next. */
export function transferTwiml(number: string, afterUrl: string): string {
  const response = new twilio.twiml.VoiceResponse();
  const how = { answerOnBridge: true, timeout: TRANSFER_RING_SECONDS, action: afterUrl };
  response.dial({ ...how, method: 'POST' }, number);
  return response.toString();
}

/** Apologizes, in this language if we have the words for it, and hangs up. */
export function apologyTwiml(language: string | null | undefined): string {
  const { voice, apology } = spokenLines(language);
  const response = new twilio.twiml.VoiceResponse();
  response.say({ language: voice }, apology);
  response.hangup();
  return response.toString();
}

/** The empty answer to a text: a reply is sent later, after the text was judged. */
export const SILENT_TWIML = '<?xml version="1.0" encoding="UTF-8"?><Response/>';
