import type { Language } from './intents.ts';
import type { Reply, Scene } from './scene.ts';

export const SORRY_GOODBYE: Record<Language, string> = {
  en: 'I am sorry to have disturbed you. We will not call you again. Goodbye.',
  fr: 'Je suis désolé de vous avoir dérangé. Nous ne vous appellerons plus. Au revoir.',
  es: 'Disculpe la molestia. No le llamaremos más. Adiós.',
};

/** The last words, and the end of the call with them where the session lets the model end it. */
export function goodbye({ tools }: Scene, text: string, reason: string): Reply {
  return tools.includes('end_call')
    ? { text, call: { name: 'end_call', arguments: { reason } } }
    : { text };
}
