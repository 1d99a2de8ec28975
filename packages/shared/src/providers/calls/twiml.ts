import twilio from 'twilio';

/** Answers to the carrier's question of what to do with a call, as TwiML. */

/**
 * Connects the call to the media gateway. When the stream ends while the call lives (the gateway
 * died, or wants a human to take over), the carrier asks `afterUrl` again.
 */
export function streamTwiml(options: {
  streamUrl: string;
  parameters: Record<string, string>;
  afterUrl: string;
}): string {
  const response = new twilio.twiml.VoiceResponse();
  const stream = response.connect().stream({ url: options.streamUrl });
  for (const [name, value] of Object.entries(options.parameters)) stream.parameter({ name, value });
  response.redirect({ method: 'POST' }, options.afterUrl);
  return response.toString();
}

export function hangupTwiml(): string {
  const response = new twilio.twiml.VoiceResponse();
  response.hangup();
  return response.toString();
}

export function transferTwiml(number: string): string {
  const response = new twilio.twiml.VoiceResponse();
  response.dial({ answerOnBridge: true }, number);
  return response.toString();
}
