import { isObject, objectsIn, type Preset, textOf, topFields } from './preset.ts';

/** Some fields show by their type what they hold, whatever their label is. */
const NAMES: Readonly<Record<string, string>> = {
  tel: 'phone',
  phone: 'phone',
  email: 'email',
  name: 'name',
  acceptance: 'consent',
  'gdpr-checkbox': 'consent',
};

/** One field of a form, with its label, type and value. */
function fieldOf(field: Record<string, unknown>, id: string, typed: ReadonlySet<string>) {
  const value = field['value'] ?? field['raw_value'];
  const name = NAMES[String(field['type'])];
  const label = textOf(field['title']) ?? textOf(field['name']) ?? textOf(field['label']) ?? id;
  const isNamed = name !== undefined && !typed.has(name);
  const { first, last } = field;
  const answer = name === 'name' && (textOf(first) || textOf(last)) ? { first, last } : value;
  return { name: isNamed ? name : label, value: answer };
}

function fieldsIn(value: unknown): [string, unknown][] {
  const entries = Array.isArray(value)
    ? value.map(
        (one, at) => [textOf(isObject(one) ? one['id'] : null) ?? `field ${at + 1}`, one] as const,
      )
    : isObject(value)
      ? Object.entries(value)
      : [];
  const typed = new Set<string>();
  return entries.flatMap(([id, one]): [string, unknown][] => {
    if (!isObject(one)) return [[id, one]];
    const { name, value: answer } = fieldOf(one, id, typed);
    typed.add(name);
    return [[name, answer]];
  });
}

/**
 * Elementor's webhook: labels and answers at the top of the body, or with "Advanced Data" each
 * field as an object of its own, beside data about the form and the page.
 */
export const elementor: Preset = (body) => {
  const meta = objectsIn(body['meta']).flatMap(({ title, value }) =>
    textOf(title) ? [[String(title), value] as const] : [],
  );
  const own = topFields(body, ['fields', 'form', 'meta']).filter(([name]) => !name.includes('['));
  return { fields: [...fieldsIn(body['fields']), ...own, ...meta], isTest: false };
};

/** WPForms: the keys that its webhook was given, or its entry with one object for each field. */
export const wpforms: Preset = (body) => {
  const entry = isObject(body['entry']) ? body['entry'] : {};
  const fields = fieldsIn(body['fields'] ?? entry['fields']);
  const own = topFields(body, ['fields', 'entry']).filter(([name]) => !name.includes('['));
  return { fields: [...fields, ...own], isTest: false };
};
