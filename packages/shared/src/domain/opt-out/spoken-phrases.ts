import type { OptOutPhrase } from './phrase.ts';
import { ENGLISH } from './phrases-english.ts';
import { FRENCH } from './phrases-french.ts';
import { SPANISH } from './phrases-spanish.ts';

/** Refusals when nothing else was said; inside a sentence they mean too many other things. */
export const WHOLE_TURN: Readonly<Record<string, readonly string[]>> = {
  'en.bare': [
    'stop',
    'stop it',
    'stop this',
    'stop now',
    'stop right now',
    'stop already',
    'i said stop',
    'no stop',
    'would you stop',
    'will you stop',
    'can you stop',
    'i want you to stop',
    'i want this to stop',
    'quit',
    'opt out',
    'optout',
    'unsubscribe',
    'revoke',
    'remove me',
    'no more',
    'wrong number stop',
    'stop thank you',
    'stop thanks',
    'go away',
    'leave',
    'lose my number',
  ],
  'fr.bare': [
    'arret',
    'arretez',
    'arretez ca',
    'arrete',
    'desabonnement',
    'stop merci',
    'non stop',
  ],
  'es.bare': ['alto', 'pare', 'paren', 'basta', 'ya basta', 'baja', 'cancelar suscripcion'],
};

/** Rude dismissals, when they are a whole clause. */
export const WHOLE_CLAUSE: Readonly<Record<string, readonly string[]>> = {
  'en.dismissed': [
    'fuck off',
    'piss off',
    'bugger off',
    'buzz off',
    'bug off',
    'get lost',
    'go away',
    'leave me be',
    'no more',
    'unsubscribe',
    'remove me',
    'opt out',
    'take me off',
    'can you take me off',
    'could you take me off',
  ],
  'fr.dismissed': ['foutez le camp', 'fichez le camp', 'allez vous faire foutre', 'degagez'],
  'es.dismissed': ['vayase a la mierda', 'vete a la mierda', 'larguese'],
};

/** Every phrase, in the order in which they are tried. */
export const OPT_OUT_PHRASES: readonly OptOutPhrase[] = [...ENGLISH, ...FRENCH, ...SPANISH];
