import { expect, it } from '@jest/globals';
import { soundsLikeMachine } from './voicemail.ts';

it.each([
  'Hi, you have reached Ana. Please leave a message after the tone.',
  'The person you are calling is not available. At the tone, please record your message.',
  'This mailbox is full.',
  'Hola, deje su mensaje después del tono.',
  'Bonjour, laissez-nous un message après le bip.',
  'Bitte hinterlassen Sie eine Nachricht nach dem Signalton.',
])('recognizes a machine: "%s"', (text) => expect(soundsLikeMachine(text)).toBe(true));

it.each([
  'Hello?',
  'Yes, I got your message, what does it cost?',
  'Call me tomorrow at ten.',
  'Sí, dígame.',
  'Ja, hallo?',
])('recognizes a person: "%s"', (text) => expect(soundsLikeMachine(text)).toBe(false));
