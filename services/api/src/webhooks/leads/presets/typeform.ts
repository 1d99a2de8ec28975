import { isObject, objectsIn, type Preset, textOf, topFields } from './preset.ts';

/** The value of an answer, by its type; of a choice its label. */
function answerIn(answer: Record<string, unknown>): unknown {
  const { type, choice, choices } = answer;
  if (type === 'choice') return isObject(choice) ? (choice['label'] ?? choice['other']) : undefined;
  if (type === 'choices') return isObject(choices) ? choices['labels'] : undefined;
  return typeof type === 'string' ? answer[type] : undefined;
}

/** Some questions show by their type what they ask for, whatever their words are. */
const NAMES: Readonly<Record<string, string>> = {
  phone_number: 'phone',
  email: 'email',
  legal: 'consent',
};

/** A response to a form of Typeform: answers that name their questions by id. */
export const typeform: Preset = (body) => {
  const response = body['form_response'];
  if (!isObject(response)) return null;
  const definition = isObject(response['definition'])
    ? objectsIn(response['definition']['fields'])
    : [];
  const titles = new Map(definition.map(({ id, title }) => [id, textOf(title)]));
  const seen = new Set<string>();
  const fields = objectsIn(response['answers']).flatMap((answer) => {
    const field = isObject(answer['field']) ? answer['field'] : {};
    const title = titles.get(field['id']) ?? textOf(field['ref']) ?? textOf(field['id']);
    const typed = NAMES[String(field['type'])] ?? NAMES[String(answer['type'])];
    const name = typed !== undefined && !seen.has(typed) ? typed : title;
    if (!name) return [];
    seen.add(name);
    return [[name, agreedTo(name, title, answerIn(answer))] as const];
  });
  const hidden = isObject(response['hidden']) ? topFields(response['hidden']) : [];
  const about = [
    ['form_id', response['form_id']],
    ['submitted_at', response['submitted_at']],
  ] as const;
  return { fields: [...fields, ...hidden, ...about], isTest: false };
};

/** The question is what was agreed to. */
function agreedTo(name: string, title: string | null, value: unknown): unknown {
  return name === 'consent' && value === true && title ? { granted: true, text: title } : value;
}
