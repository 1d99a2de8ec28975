import twilio from 'twilio';

/** Keeps a caller on the line for two seconds, then asks `againUrl` what to do. */
export function waitTwiml(againUrl: string): string {
  const response = new twilio.twiml.VoiceResponse();
  response.pause({ length: 2 });
  response.redirect({ method: 'POST' }, againUrl);
  return response.toString();
}
