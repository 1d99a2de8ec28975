/** What the carrier says in its own voice where ours cannot be heard, by language. */
const LINES = {
  en: {
    voice: 'en-US',
    moment: 'One moment, please.',
    apology: 'I am sorry, we have a technical problem and cannot talk right now. Goodbye.',
  },
  es: {
    voice: 'es-US',
    moment: 'Un momento, por favor.',
    apology: 'Lo siento, tenemos un problema técnico y no podemos hablar ahora. Adiós.',
  },
  fr: {
    voice: 'fr-FR',
    moment: 'Un instant, s’il vous plaît.',
    apology: 'Désolé, nous avons un problème technique et ne pouvons pas parler. Au revoir.',
  },
} as const;

type Lines = {
  voice: (typeof LINES)[keyof typeof LINES]['voice'];
  moment: string;
  apology: string;
};

const isKnown = (language: string): language is keyof typeof LINES =>
  Object.hasOwn(LINES, language);

/**
 * Whether the carrier said this by itself: it is on no transcript, which holds what the model said.
 */
export const isSpokenLine = (text: string) =>
  Object.values(LINES).some(({ moment, apology }) => text === moment || text === apology);

/** In this language (`es`, `es-MX`) if we have the words for it, else in English. */
export function spokenLines(language: string | null | undefined): Lines {
  const short = (language ?? 'en').slice(0, 2).toLowerCase();
  return LINES[isKnown(short) ? short : 'en'];
}
