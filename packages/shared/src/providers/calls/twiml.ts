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
  /** The last stream could not be opened: without a pause, a gateway that is away would be a loop. */
  waitSeconds?: number;
}): string {
  const response = new twilio.twiml.VoiceResponse();
  if (options.waitSeconds) response.pause({ length: options.waitSeconds });
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

/** Said when nobody can talk with the caller. */
const APOLOGIES = {
  en: ['en-US', 'I am sorry, we have a technical problem and cannot talk right now. Goodbye.'],
  es: ['es-US', 'Lo siento, tenemos un problema técnico y no podemos hablar ahora. Adiós.'],
  fr: ['fr-FR', 'Désolé, nous avons un problème technique et ne pouvons pas parler. Au revoir.'],
} as const;

const isKnown = (language: string): language is keyof typeof APOLOGIES =>
  Object.hasOwn(APOLOGIES, language);

/** Apologises, in this language (`es`, `es-MX`) if we have the words for it, and hangs up. */
export function apologyTwiml(language: string): string {
  const short = language.slice(0, 2).toLowerCase();
  const [spoken, words] = APOLOGIES[isKnown(short) ? short : 'en'];
  const response = new twilio.twiml.VoiceResponse();
  response.say({ language: spoken }, words);
  response.hangup();
  return response.toString();
}
