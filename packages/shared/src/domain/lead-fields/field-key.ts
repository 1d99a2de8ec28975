import { beginning } from '../beginning.ts';

/** Invisible characters; spreadsheets and phones leave them around words. */
const INVISIBLE = /[\p{Cf}\p{Variation_Selector}]/gu;

/** The most characters that are read. Nobody names a field in more. */
const LONGEST = 1_000;

/**
 * One spelling for the name of a field: `Car Model`, `car-model` and `CarModel` are `car_model`,
 * `Téléphone` is `telephone`. Headers, form fields and `{{car_model}}` in a template match by it.
 */
export function fieldKey(name: string): string {
  return beginning(name, LONGEST)
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1_$2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1_$2')
    .toLowerCase()
    .normalize('NFD')
    .replace(/([a-z])\p{M}+/gu, '$1')
    .normalize('NFC')
    .replaceAll('ß', 'ss')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .replaceAll('œ', 'oe')
    .replace(/['’`´]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/g, '');
}

/** Text as it is read: without invisible characters and surrounding space. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, '').trim();
}
