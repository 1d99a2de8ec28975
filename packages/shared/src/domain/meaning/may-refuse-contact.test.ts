import { expect, it } from '@jest/globals';
import { mayRefuseContact } from './may-refuse-contact.ts';

it.each([
  'never again',
  'Please do not call me any more',
  'I would rather you lost my details, enough',
  'take me off that thing',
  'ya basta',
  'laissez-moi tranquille',
  'Löschen Sie meine Nummer',
])('may be a refusal: "%s"', (said) => expect(mayRefuseContact(said)).toBe(true));

it.each(['I love it, when can I come?', 'is this still for sale', 'yes please', 'Tuesday at ten'])(
  'is none: "%s"',
  (said) => expect(mayRefuseContact(said)).toBe(false),
);
