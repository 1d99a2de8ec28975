import { fieldKey } from './field-key.ts';

const WORDS =
  'n_a na none null nil nan undefined unknown anonymous anonyme anonimo unbekannt inconnu desconocido sconosciuto onbekend okand ukjent ukendt tuntematon not_provided not_available not_applicable not_given not_set no_name noname sin_nombre sans_nom senza_nome sem_nome kein_name ohne_namen keine_angabe k_a nc n_c s_o tbd tba todo blank empty missing object_object first_name firstname last_name lastname full_name your_name x xx xxx xxxx asdf qwerty 不明 なし 無し 未知 无 無 없음 미상 غير_معروف לא_ידוע';
const PLACEHOLDERS = new Set(WORDS.split(' '));

/** Whether this is a placeholder that a person or a system wrote for a missing value. */
export function isPlaceholder(text: string): boolean {
  const key = fieldKey(text);
  return key === '' || PLACEHOLDERS.has(key);
}
