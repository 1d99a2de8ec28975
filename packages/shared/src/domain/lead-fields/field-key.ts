import { beginning } from '../beginning.ts';

/** Marks that show nothing; spreadsheets and telephones leave them around words. */
const INVISIBLE = /[\p{Cf}\p{Variation_Selector}]/gu;

/** Nobody names a field in more. */
const LONGEST = 1_000;

/**
 * One spelling for the name of a field, whoever wrote it: `Car Model`, `car-model` and `CarModel`
 * are `car_model`, `Téléphone` is `telephone`. Headers, fields of forms and `{{car_model}}` in a
 * template meet in it.
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

/** Text as it is read: without marks that show nothing, and without space around it. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, '').trim();
}
