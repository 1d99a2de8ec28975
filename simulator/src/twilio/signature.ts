import { createHmac } from 'node:crypto';

/**
 * `X-Twilio-Signature`: the URL as it was given, without its fragment, and for a form post every
 * parameter in byte order of its name, name and value without separators; HMAC-SHA1, base64.
 */
export function sign(authToken: string, url: string, params: Record<string, string> = {}): string {
  const text = Object.keys(params)
    .sort()
    .reduce((all, name) => `${all}${name}${params[name]}`, url.replace(/#.*$/, ''));
  return createHmac('sha1', authToken).update(text, 'utf8').digest('base64');
}
